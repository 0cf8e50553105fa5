package tandem.analytics.publication;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.analytics.Story;
import tandem.analytics.ledger.Ledger;
import tandem.events.EvidenceTier;
import tandem.events.Track;
import tandem.runtime.actor.Roles;
import tandem.runtime.sql.Feed;
import tandem.testing.AppDatabase;
import tandem.testing.ProgrammeTimes;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

/** A BI login, and what somebody who has one may try with SQL. */
@QuarkusTest
@WithTestResource(RealParts.class)
class ReaderTest {
    private static final String NOT_ALLOWED = "42501";
    private static final String READ_ONLY = "25006";

    @Inject
    @Feed
    Jdbi feed;

    @Inject
    ReaderLimitJob limits;

    private final String tenant = "r" + UUID.randomUUID().toString().substring(0, 8);
    private final String other = "o" + UUID.randomUUID().toString().substring(0, 8);
    private Connection reader = AppDatabase.connectAsReader(tenant);

    @BeforeEach
    void publish() {
        ProgrammeTimes.moveTo(Instant.parse("2030-03-01T00:00:00Z"));
        for (var each : List.of(tenant, other)) {
            met(each, 6);
            given().auth()
                    .oauth2(Tokens.of(each).role(Roles.ANALYST).sign())
                    .header("Idempotency-Key", UUID.randomUUID())
                    .post("/v1/publications")
                    .then()
                    .statusCode(201);
        }
    }

    @AfterEach
    void close() throws SQLException {
        reader.close();
    }

    private void met(String of, int number) {
        var story = new Story(of);
        var programme = story.programme(5);
        for (var i = 0; i < number; i++) {
            var engagement = story.engagement(programme, story.leader(programme), Track.COACHING, "2030-01-07");
            story.heldSession(engagement, "2030-01-08T10:00:00Z", EvidenceTier.BOTH_SIDES);
        }
        var clock = Clock.fixed(Instant.parse("2030-02-01T00:00:00Z"), ZoneOffset.UTC);
        var ledger = new Ledger(feed, clock, 6, (handle, record, reason) -> {
            throw new IllegalStateException(reason);
        });
        story.drain().forEach(ledger::takeAgain);
    }

    private List<String> ask(String sql) throws SQLException {
        try (var statement = reader.createStatement();
                var rows = statement.executeQuery(sql)) {
            var answers = new ArrayList<String>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = reader.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Whatever a session says about itself, before the question. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "set tandem.tenant = 'other'",
                "select set_config('tandem.tenant', 'other', false)",
                "set row_security = on",
                "set search_path = pg_catalog",
                "set default_transaction_read_only = off",
                "set statement_timeout = 0"
            })
    void readsWhatItsOwnTenantPublishedAndNothingElse(String before) throws SQLException {
        run(before.replace("other", other));

        assertThat(ask("select distinct tenant from impact.figures")).containsExactly(tenant);
        assertThat(ask("select tenant from impact.publications")).containsExactly(tenant);
        assertThat(ask("select denominator from impact.latest where metric = 'attendance' and grain = 'total'"))
                .containsExactly("6");
    }

    @Test
    void cannotTurnTheFenceOff() throws SQLException {
        run("set row_security = off");

        assertThatThrownBy(() -> ask("select tenant from impact.figures")).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from public.ledger",
                "select * from public.engagements",
                "select * from public.readers",
                "insert into public.readers values ('me', 'other')",
                "select * from metric.attendance",
                "select * from metric.cells('attendance')",
                "select tandem.tenant()",
                "select * from tandem.outbox",
                "select * from pg_catalog.pg_authid",
                "select * from pg_catalog.pg_statistic",
                "set role analytics_app",
                "set role analytics_owner",
                "set session authorization analytics_owner",
                "create temporary table taken (a int)",
                "create table impact.taken (a int)",
                "create table public.taken (a int)",
                "create schema taken",
                "create function pg_temp.leaks(text) returns boolean language sql as 'select true'",
                "insert into impact.figures select * from impact.figures",
                "update impact.publications set tenant = 'other'",
                "delete from impact.publications",
                "truncate impact.figures cascade",
                "alter table impact.figures disable row level security",
                "create policy all_of_it on impact.figures using (true)",
                "copy impact.figures to program 'cat'",
                "copy impact.figures to '/tmp/figures'",
                "select pg_read_file('/etc/passwd')",
                "select pg_advisory_lock(1)",
                "select pg_try_advisory_lock(hashtext('tandem.ledger'))",
                "select lo_create(0)",
                "select lo_from_bytea(0, 'x')",
                "select pg_notify('tandem', 'x')",
                "select pg_export_snapshot()",
                "select pg_relation_size('impact.figures')",
                "select pg_total_relation_size('impact.figures')",
                "select pg_database_size(current_database())",
                "select n_live_tup from pg_stat_all_tables",
                "select n_tup_ins from pg_stat_user_tables",
                "alter role analytics_owner password 'x'",
                "create role taken"
            })
    void isRefusedEverythingElse(String attack) throws SQLException {
        run("set default_transaction_read_only = off"); // the setting is a courtesy, the rights are the fence

        assertThatThrownBy(() -> run(attack))
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isIn(NOT_ALLOWED, READ_ONLY);
    }

    /** A condition that tells what it is shown is asked about rows of other tenants by no plan. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 from impact.figures where 1 / (case when tenant = 'other' then 0 else 1 end) = 1",
                "select 1 from impact.latest where 1 / (case when tenant = 'other' then 0 else 1 end) = 1",
                "select 1 from impact.figures where cast(case when tenant = 'other' then 'x' else '1' end as int) = 1",
                "select 1 from impact.publications p join impact.figures f on 1 / (case when f.tenant = 'other' then 0 else 1 end) = 1"
            })
    void evaluatesNothingOnRowsOfOthers(String leaky) throws SQLException {
        assertThat(ask(leaky.replace("other", other))).isNotEmpty();
    }

    @Test
    void learnsNothingFromPlansAndStatistics() throws SQLException {
        try (var superuser = AppDatabase.connect();
                var statement = superuser.createStatement()) {
            statement.execute("analyze impact.figures; analyze impact.publications");
        }

        var nobodys = ask("explain select * from impact.figures where tenant = 'nobody'");
        var others = ask("explain select * from impact.figures where tenant = '" + other + "'");

        assertThat(others.stream().map(line -> line.replace(other, "nobody"))).containsExactlyElementsOf(nobodys);
        assertThat(ask("explain analyze select * from impact.figures where tenant = '" + other + "'"))
                .noneMatch(line -> line.contains("Rows Removed"));
        assertThat(ask("select attname from pg_stats where schemaname = 'impact'"))
                .isEmpty();
        assertThat(ask("select attname from pg_stats where schemaname = 'public'"))
                .isEmpty();
    }

    @Test
    void showsItsQuestionsAndNobodyElses() throws SQLException {
        assertThat(
                        ask(
                                "select distinct usename from pg_stat_activity where query not like '<insufficient%' and query <> ''"))
                .containsExactly("analytics_bi_" + tenant);
    }

    @Test
    void isEndedWhenItLiftsItsOwnTimeLimit() throws SQLException {
        run("set statement_timeout = 0; set idle_in_transaction_session_timeout = 0");
        reader.setAutoCommit(false);
        ask("select 1");

        assertThat(limits.endLongerThan(Duration.ofMinutes(5))).isZero();
        assertThat(limits.endLongerThan(Duration.ZERO)).isEqualTo(1);

        assertThatThrownBy(() -> ask("select 1")).isInstanceOf(SQLException.class);
        reader = AppDatabase.connectAsReader(tenant);
        assertThat(ask("select 1")).hasSize(1);
    }

    @Test
    void connectsAFewTimesAtMost() throws SQLException {
        List<Connection> held = new ArrayList<>();
        try {
            assertThatThrownBy(() -> {
                        for (var i = 0; i < 6; i++) {
                            held.add(AppDatabase.connectAsReader(tenant));
                        }
                    })
                    .hasRootCauseInstanceOf(SQLException.class);
            assertThat(held).hasSize(4); // and the one of this test
        } finally {
            for (var connection : held) {
                connection.close();
            }
        }
    }
}
