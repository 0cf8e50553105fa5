package tandem.local;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Where a PostgreSQL server listens and who its superuser is, whatever runs it. */
public record PostgresServer(String host, int port, String user, String password) {
    public static final String SUPERUSER = "postgres";

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** A connection as the superuser: for provisioning, auditing and tests, never for a service. */
    public Connection connect(String database) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(5);
        source.setApplicationName("tandem-local");
        return source.getConnection();
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}
