package tandem.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresPartTest {
    private static final Databases.Passwords PASSWORDS =
            new Databases.Passwords("the owner's", "the app's", "the feed's");

    private static PostgresPart postgres;

    @BeforeAll
    static void start() {
        postgres = PostgresPart.in(Sites.empty("postgres")).start();
        Databases.provision(postgres.server(), "intake", PASSWORDS);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void commitsAreDurableUnlessChosenOtherwise() throws SQLException {
        assertThat(setting("fsync")).isEqualTo("on");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
        assertThat(setting("full_page_writes")).isEqualTo("on");
        assertThat(setting("data_checksums")).isEqualTo("on");
    }

    @Test
    void aKilledServerComesBackWithWhatWasCommitted() throws SQLException {
        try (var owner = connect("intake_owner", "the owner's")) {
            run(owner, "create table survivor as select 42 as answer");
        }
        var before = postgres.pid();
        postgres.kill();
        postgres.restart();
        assertThat(postgres.pid()).isNotEqualTo(before);
        try (var app = connect("intake_app", "the app's")) {
            assertThat(value(app, "select answer from survivor")).isEqualTo("42");
        }
    }

    @Test
    void aRestartKeepsDataAndPort() throws SQLException {
        try (var owner = connect("intake_owner", "the owner's")) {
            run(owner, "create table kept as select 7 as answer");
        }
        var port = postgres.port();
        postgres.restart();
        assertThat(postgres.port()).isEqualTo(port);
        try (var app = connect("intake_app", "the app's")) {
            assertThat(value(app, "select answer from kept")).isEqualTo("7");
        }
    }

    @Test
    void provisioningAgainChangesNothing() throws SQLException {
        Databases.provision(postgres.server(), "intake", PASSWORDS);
        try (var app = connect("intake_app", "the app's")) {
            assertThat(app.isValid(1)).isTrue();
        }
    }

    @Test
    void aRunningPartUsesMemoryAndAKilledOneNone() {
        assertThat(postgres.process().residentMegabytes()).isBetween(5L, 2_000L);
        postgres.kill();
        assertThat(postgres.process().residentMegabytes()).isZero();
        postgres.restart();
    }

    @Test
    void onlyTheFeedPassesRowLevelSecurity() throws SQLException {
        try (var admin = postgres.server().connect("postgres")) {
            assertThat(
                            value(
                                    admin,
                                    "select string_agg(rolname, ',' order by rolname) from pg_roles where rolbypassrls and rolname like 'intake%'"))
                    .isEqualTo("intake_feed");
        }
    }

    @Test
    void theAppUsesWhatTheOwnerMakesAndMakesNothing() throws SQLException {
        try (var owner = connect("intake_owner", "the owner's")) {
            run(owner, "create schema tandem");
            run(owner, "create table tandem.thing(id bigint generated always as identity, name text)");
        }
        try (var app = connect("intake_app", "the app's")) {
            run(app, "insert into tandem.thing(name) values ('one')");
            assertThat(value(app, "select name from tandem.thing")).isEqualTo("one");
            assertThatThrownBy(() -> run(app, "create table tandem.other(id int)"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> run(app, "create temporary table other(id int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aServiceCannotEnterTheDatabaseOfAnother() {
        Databases.provision(postgres.server(), "matching", PASSWORDS);
        assertThatThrownBy(() ->
                        DriverManager.getConnection(postgres.server().jdbcUrl("matching"), "intake_app", "the app's"))
                .hasMessageContaining("permission denied");
    }

    private static String setting(String name) throws SQLException {
        try (var admin = postgres.server().connect("postgres")) {
            return value(admin, "show " + name);
        }
    }

    private static Connection connect(String user, String password) throws SQLException {
        return DriverManager.getConnection(postgres.server().jdbcUrl("intake"), user, password);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
