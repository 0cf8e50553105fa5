package tandem.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.Utils;

/**
 * Makes a service's database and its three roles: the owner migrates, the app lives under row-level security, the feed sees every
 * tenant and is never reachable from a request. Doing it again changes nothing but the passwords.
 */
public final class Databases {
    private Databases() {}

    /** The passwords of the three roles of one service. */
    public record Passwords(String owner, String app, String feed) {
        @Override
        public String toString() {
            return "Passwords[kept secret]";
        }
    }

    /** The database {@code <service>} with the roles {@code <service>_owner}, {@code _app} and {@code _feed}. */
    public static void provision(PostgresServer server, String service, Passwords passwords) {
        provision(server, service, service, passwords);
    }

    /** As {@link #provision(PostgresServer, String, Passwords)}, with a database name of its own: tests share a server. */
    public static void provision(PostgresServer server, String service, String database, Passwords passwords) {
        var owner = service + "_owner";
        var app = service + "_app";
        var feed = service + "_feed";
        try (var connection = server.connect("postgres")) {
            role(connection, owner, passwords.owner(), "nobypassrls");
            role(connection, app, passwords.app(), "nobypassrls");
            role(connection, feed, passwords.feed(), "bypassrls");
            database(connection, database, owner);
            execute(connection, "revoke all on database %s from public".formatted(database));
            execute(connection, "grant connect on database %s to %s, %s".formatted(database, app, feed));
            execute(connection, "grant temporary on database %s to %s".formatted(database, feed));
        } catch (SQLException e) {
            throw new PartFailed("Cannot provision the database " + database + ": " + e.getMessage(), e);
        }
        try (var connection = server.connect(database)) {
            execute(connection, "alter schema public owner to " + owner);
            execute(connection, "revoke all on schema public from public");
            execute(connection, "grant usage on schema public to %s, %s".formatted(app, feed));
            var whatTheOwnerMakes = "alter default privileges for role " + owner + " ";
            execute(connection, whatTheOwnerMakes + "revoke execute on functions from public");
            for (var grant : List.of(
                    "select, insert, update, delete on tables",
                    "usage, select on sequences",
                    "execute on functions",
                    "usage on schemas")) {
                execute(connection, whatTheOwnerMakes + "grant %s to %s, %s".formatted(grant, app, feed));
            }
        } catch (SQLException e) {
            throw new PartFailed("Cannot provision the roles of " + database + ": " + e.getMessage(), e);
        }
    }

    /** A database with its one owner of the same name, for a part that brings its own schema. */
    public static void provisionPlain(PostgresServer server, String name, String password) {
        try (var connection = server.connect("postgres")) {
            role(connection, name, password, "nobypassrls");
            database(connection, name, name);
            execute(connection, "revoke all on database %s from public".formatted(name));
        } catch (SQLException e) {
            throw new PartFailed("Cannot provision the database " + name + ": " + e.getMessage(), e);
        }
    }

    private static void role(Connection connection, String role, String password, String rowSecurity)
            throws SQLException {
        if (!exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
            execute(connection, "create role " + role);
        }
        var quoted = Utils.escapeLiteral(null, password, true);
        execute(connection, "alter role %s login %s password '%s'".formatted(role, rowSecurity, quoted));
    }

    private static void database(Connection connection, String database, String owner) throws SQLException {
        if (!exists(connection, "select 1 from pg_database where datname = ?", database)) {
            execute(connection, "create database %s owner %s template template0".formatted(database, owner));
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
