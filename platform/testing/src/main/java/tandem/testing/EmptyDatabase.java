package tandem.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import tandem.local.Databases;
import tandem.local.Databases.Passwords;

/**
 * A database of its own with the three roles of a service and no tables, for a test that migrates it step by step.
 *
 * @param service the first part of its roles' names
 */
public record EmptyDatabase(String service, String name) {

    static final Passwords PASSWORDS = new Passwords("owner", "app", "feed");

    public static EmptyDatabase of(String service) {
        var name = service + "_" + UUID.randomUUID().toString().substring(0, 8);
        Databases.provision(Servers.postgres(), service, name, PASSWORDS);
        return new EmptyDatabase(service, name);
    }

    /** Migrates as the service does at its start, up to a version; {@code latest} is the last one there is. */
    public void migrate(String version) {
        Flyway.configure()
                .dataSource(Servers.postgres().jdbcUrl(name), service + "_owner", PASSWORDS.owner())
                .locations("classpath:db/platform", "classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    /** As the superuser, who is subject to no policy. */
    public Connection connect() throws SQLException {
        return Servers.postgres().connect(name);
    }
}
