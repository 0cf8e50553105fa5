package tandem.analytics.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Opens a binary COPY into a table on the transaction of a connection. */
public final class Copy {
    private Copy() {}

    public static CopyIn into(Connection connection, String table, List<String> columns) throws SQLException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " (" + String.join(", ", columns) + ") from stdin (format binary)");
    }
}
