package tandem.verify.replay;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import tandem.local.Databases;
import tandem.local.PostgresServer;
import tandem.verify.audit.AuditTarget;
import tandem.verify.audit.ReplayCheck;
import tandem.verify.audit.ReplayCheck.Checksums;

/** The database of the impact store, or one like it, opened as the feed. */
final class ImpactStore implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    private final PostgresServer server;
    private final String database;
    private final AgroalDataSource pool;

    private ImpactStore(PostgresServer server, String database, Databases.Passwords passwords) throws SQLException {
        this.server = server;
        this.database = database;
        pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(of -> of.maxSize(CONNECTIONS)
                        .connectionFactoryConfiguration(connect -> connect.jdbcUrl(server.jdbcUrl(database))
                                .principal(new NamePrincipal("analytics_feed"))
                                .credential(new SimplePassword(passwords.feed())))));
    }

    /** The one the service works on. */
    static ImpactStore live(PostgresServer server, Databases.Passwords passwords) throws SQLException {
        return new ImpactStore(server, AuditTarget.ANALYTICS, passwords);
    }

    /** An empty one of that name beside it. */
    static ImpactStore empty(PostgresServer server, String database, Databases.Passwords passwords)
            throws SQLException {
        drop(server, database);
        Databases.provision(server, AuditTarget.ANALYTICS, database, passwords);
        Flyway.configure()
                .loggers("slf4j") // silent here; a failure is thrown
                .dataSource(server.jdbcUrl(database), "analytics_owner", passwords.owner())
                .locations("db/platform", "db/migration")
                .load()
                .migrate();
        return new ImpactStore(server, database, passwords);
    }

    Jdbi feed() {
        return Jdbi.create(pool).installPlugin(new PostgresPlugin());
    }

    Checksums whatIsKnown() throws SQLException {
        try (var connection = pool.getConnection()) {
            return new ReplayCheck(connection).ofWhatIsKnown();
        }
    }

    Checksums everyVersion() throws SQLException {
        try (var connection = pool.getConnection()) {
            return new ReplayCheck(connection).ofEveryVersion();
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Closes it and leaves nothing of it. */
    void drop() throws SQLException {
        close();
        drop(server, database);
    }

    private static void drop(PostgresServer server, String database) throws SQLException {
        try (Connection connection = server.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + database + " with (force)");
        }
    }
}
