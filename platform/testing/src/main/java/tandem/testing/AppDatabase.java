package tandem.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.eclipse.microprofile.config.ConfigProvider;
import tandem.local.Databases;

/** The database of the application under test, seen from outside: the superuser is subject to no policy. */
public final class AppDatabase {

    private AppDatabase() {}

    public static Connection connect() {
        try {
            return Servers.postgres().connect(setting("tandem.db.name"));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot reach the database under test", e);
        }
    }

    /** A connection as the service itself has it, without a tenant. */
    public static Connection connectAsApp() {
        try {
            return DriverManager.getConnection(
                    Servers.postgres().jdbcUrl(setting("tandem.db.name")),
                    setting("tandem.database") + "_app",
                    setting("tandem.db.app.password"));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot reach the database under test", e);
        }
    }

    /** A connection as the BI tools of a tenant have it; the login is made where it is missing. */
    public static Connection connectAsReader(String tenant) {
        var service = setting("tandem.database");
        var database = setting("tandem.db.name");
        Databases.reader(Servers.postgres(), service, database, tenant, "reader");
        try {
            return DriverManager.getConnection(
                    Servers.postgres().jdbcUrl(database), Databases.readerOf(service, tenant), "reader");
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot reach the database under test", e);
        }
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
