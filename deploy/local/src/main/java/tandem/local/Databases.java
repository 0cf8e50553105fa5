package tandem.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.Utils;

/**
 * Makes a service's database and its three roles: the owner migrates, the app lives under row-level security, the feed sees every
 * tenant and is never reachable from a request. BI tools get logins of their own. Doing it again changes nothing but the passwords.
 */
public final class Databases {
    private static final String READERS = "_reader";
    private static final int READER_CONNECTIONS = 5;
    private static final int NAME_MAX = 63;

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
            group(connection, service + READERS);
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
            fence(connection, owner, app, feed);
        } catch (SQLException e) {
            throw new PartFailed("Cannot provision the roles of " + database + ": " + e.getMessage(), e);
        }
    }

    /** The login of a tenant's BI tools at a service that publishes. */
    public static String readerOf(String service, String tenant) {
        return service + "_bi_" + tenant;
    }

    /**
     * Makes the login of a tenant's BI tools in the database of a service that has migrated, or gives it another password. It may
     * read what was published, a few connections at a time, and nothing else. The feed may end its sessions: a session can lift its own
     * time limits.
     */
    public static void reader(PostgresServer server, String service, String database, String tenant, String password) {
        var login = readerOf(service, tenant);
        if (login.length() > NAME_MAX) {
            throw new PartFailed("The login " + login + " is longer than PostgreSQL allows");
        }
        try (var connection = server.connect(database)) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", login)) {
                execute(connection, "create role \"" + login + "\"");
            }
            var limits = "alter role \"" + login + "\" ";
            execute(
                    connection,
                    limits
                            + "login nosuperuser nocreatedb nocreaterole noreplication nobypassrls connection limit %d password '%s'"
                                    .formatted(READER_CONNECTIONS, Utils.escapeLiteral(null, password, true)));
            for (var setting : List.of(
                    "default_transaction_read_only = on",
                    "statement_timeout = '60s'",
                    "idle_in_transaction_session_timeout = '60s'",
                    "temp_file_limit = '1GB'",
                    "search_path = impact")) {
                execute(connection, limits + "set " + setting);
            }
            execute(connection, "grant connect on database %s to \"%s\"".formatted(database, login));
            execute(connection, "grant %s to \"%s\"".formatted(service + READERS, login));
            execute(connection, "grant \"%s\" to %s with inherit true, set false".formatted(login, service + "_feed"));
            try (var statement = connection.prepareStatement("""
                    insert into public.readers (login, of_tenant) values (?, ?)
                    on conflict (login) do update set of_tenant = excluded.of_tenant""")) {
                statement.setString(1, login);
                statement.setString(2, tenant);
                statement.execute();
            }
        } catch (SQLException e) {
            throw new PartFailed("Cannot make the login " + login + ": " + e.getMessage(), e);
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

    /**
     * Takes from everybody but the service what PostgreSQL lets everybody do and a reader has no use for: take locks our jobs wait for,
     * write large objects, wake listeners, count the rows and measure the size of tables that are closed to them.
     */
    private static void fence(Connection connection, String owner, String app, String feed) throws SQLException {
        execute(connection, """
            do $$
            declare
                made text;
            begin
                for made in
                    select oid::regprocedure::text from pg_proc
                    where pronamespace = 'pg_catalog'::regnamespace
                      and (proname ~ '^pg_(try_)?advisory_'
                           or proname ~ '^(lo_|loread$|lowrite$)'
                           or proname ~ '^pg_(relation|total_relation|table|indexes|database|tablespace)_size$'
                           or proname ~ '^pg_stat_get_(xact_|db_)?(tuples_|live_tuples|dead_tuples|ins_since|mod_since|numscans|blocks_)'
                           or proname in ('pg_notify', 'pg_export_snapshot', 'pg_logical_emit_message'))
                loop
                    execute format('revoke execute on function %%s from public', made);
                    execute format('grant execute on function %%s to %s, %s, %s', made);
                end loop;
            end
            $$""".formatted(owner, app, feed));
    }

    /** A role nobody logs in as: those who are in it share its rights. */
    private static void group(Connection connection, String role) throws SQLException {
        if (!exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
            execute(connection, "create role " + role + " nologin");
        }
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
