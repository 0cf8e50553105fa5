package tandem.verify.faults;

import java.sql.SQLException;
import tandem.local.LocalPlatform;

/** Statements the harness runs as superuser, past every service. */
final class Sql {

    private Sql() {}

    static void execute(LocalPlatform platform, String database, String sql) {
        try (var connection = platform.postgres().server().connect(database);
                var statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '30s'"); // a harness that waits for what it broke would wait for ever
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The harness cannot do its part in " + database + ": " + e.getMessage(), e);
        }
    }
}
