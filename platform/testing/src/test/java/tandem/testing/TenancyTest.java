package tandem.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import tandem.runtime.Ids;
import tandem.runtime.failure.Failures;
import tandem.runtime.failure.NewTransaction;
import tandem.runtime.sql.Feed;
import tandem.runtime.tenant.Tenants;

/** No way leads from one tenant's transaction to another tenant's rows, and none begins without a tenant. */
@QuarkusTest
@WithTestResource(RealParts.class)
class TenancyTest {

    @Inject
    Tenants tenants;

    @Inject
    NewTransaction transaction;

    @Inject
    TransactionManager transactions;

    @Inject
    Jdbi jdbi;

    @Inject
    @Feed
    Jdbi feed;

    @Inject
    EntityManager entities;

    @Inject
    AgroalDataSource pool;

    @Test
    void refusesSqlWithoutATenant() {
        assertThatThrownBy(() -> transaction.call(this::titles)).hasMessageContaining("this transaction has no tenant");
    }

    @Test
    void refusesSqlOutsideATransaction() {
        assertThatThrownBy(() -> tenants.callAs("acme", this::titles))
                .hasMessageContaining("this transaction has no tenant");
    }

    @Test
    void refusesTheOrmWithoutATenant() {
        assertThatThrownBy(() -> transaction.call(this::titlesByOrm)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void refusesTheServiceRoleWithoutTheServicesPool() throws SQLException {
        try (var connection = AppDatabase.connectAsApp();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("select * from note"))
                    .hasMessageContaining("this transaction has no tenant");
            statement.execute("set tandem.tenant = ''");
            assertThatThrownBy(() -> statement.executeQuery("select * from note"))
                    .hasMessageContaining("this transaction has no tenant");
        }
    }

    @Test
    void showsEachTenantItsOwnBySql() {
        var ours = write("acme");
        var theirs = write("globex");

        assertThat(as("acme", this::titles)).contains(ours).doesNotContain(theirs);
        assertThat(as("globex", this::titles)).contains(theirs).doesNotContain(ours);
    }

    @Test
    void showsEachTenantItsOwnByOrm() {
        var ours = write("acme");
        var theirs = write("globex");

        assertThat(as("acme", this::titlesByOrm)).contains(ours).doesNotContain(theirs);
    }

    @Test
    void writesNoRowOfAnotherTenant() {
        assertThatThrownBy(() -> as("acme", () -> insert("globex", "smuggled")))
                .hasMessageContaining("row-level security");
    }

    @Test
    void changesNoRowOfAnotherTenant() {
        write("globex");

        int changed = as(
                "acme",
                () -> jdbi.withHandle(
                        handle -> handle.execute("update note set title = 'stolen' where tenant = 'globex'")));

        assertThat(changed).isZero();
    }

    @Test
    void letsTheFeedSeeEveryTenant() {
        var ours = write("acme");
        var theirs = write("globex");

        List<String> titles = feed.withHandle(handle ->
                handle.createQuery("select title from note").mapTo(String.class).list());

        assertThat(titles).contains(ours, theirs);
    }

    @Test
    void leavesNothingOnAConnectionThatGoesBackToThePool() {
        for (int i = 0; i < 20; i++) {
            var tenant = i % 2 == 0 ? "acme" : "globex";
            as(tenant, this::titles);
            assertThatThrownBy(() -> transaction.call(this::titles))
                    .hasMessageContaining("this transaction has no tenant");
        }
    }

    @Test
    void keepsTenantsApartOnManyThreads() throws Exception {
        var seen = new ArrayList<Future<List<String>>>();
        var expected = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                var tenant = "tenant-" + i;
                expected.add(write(tenant));
                Callable<List<String>> reading = () -> as(tenant, this::titles);
                seen.add(threads.submit(reading));
            }
        }

        for (int i = 0; i < seen.size(); i++) {
            assertThat(seen.get(i).get()).containsExactly(expected.get(i));
        }
    }

    @Test
    void sharesOneTransactionBetweenSqlAndOrm() {
        var title = "shared " + UUID.randomUUID();

        assertThatThrownBy(() -> as("acme", () -> {
                    insert("acme", title);
                    assertThat(titlesByOrm()).contains(title);
                    throw new IllegalStateException("and back");
                }))
                .hasMessage("and back");
        assertThat(as("acme", this::titles)).doesNotContain(title);
    }

    @Test
    void doesNotChangeTheTenantOfARunningTransaction() {
        assertThatThrownBy(() -> as("acme", () -> {
                    titles();
                    return tenants.callAs("globex", this::titles);
                }))
                .hasMessageContaining("another tenant");
    }

    @Test
    void worksForTheTenantInAnInnerTransaction() {
        var theirs = write("globex");

        assertThat(as("acme", () -> {
                    titles();
                    var outer = transactions.suspend();
                    try {
                        return as("globex", this::titles);
                    } finally {
                        transactions.resume(outer);
                    }
                }))
                .contains(theirs);
    }

    @Test
    void goesOnAfterPostgresqlCutEveryConnection() throws SQLException {
        var ours = write("acme");
        try (var connection = AppDatabase.connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                     where datname = current_database() and usename like '%_app'
                    """);
        }

        for (int i = 0; i < 20; i++) {
            try {
                as("acme", this::titles);
            } catch (RuntimeException e) {
                assertThat(Failures.isTransient(e)).as(e.toString()).isTrue();
            }
        }

        assertThat(as("acme", this::titles)).contains(ours);
        assertThat(pool.getMetrics().activeCount()).isZero();
    }

    @Test
    void takesNoTenantThatIsNoName() {
        assertThatThrownBy(() -> tenants.runAs("acme'", () -> {})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersARequestFromItsTenantOnly() {
        var ours = write("acme");
        var theirs = write("globex");

        given().auth()
                .oauth2(Tokens.of("acme").role("program-lead").sign())
                .get("/v1/notes?limit=200")
                .then()
                .statusCode(200)
                .body("items.title", hasItem(ours))
                .body("items.title", not(hasItem(theirs)));
    }

    @Test
    void findsNoObjectOfAnotherTenantByItsId() {
        var id = as("globex", () -> insert("globex", "hidden " + UUID.randomUUID()));

        given().auth()
                .oauth2(Tokens.of("acme").role("program-lead").sign())
                .contentType(ContentType.JSON)
                .body("{\"title\":\"stolen\",\"tenant\":\"globex\"}")
                .put("/v1/notes/" + id)
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
    }

    @Test
    void pagesThroughEverythingOnce() {
        var tenant = "pages-" + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 5; i++) {
            write(tenant);
        }
        var token = Tokens.of(tenant).role("program-lead").sign();

        String cursor = "";
        var seen = new ArrayList<String>();
        do {
            var page = given().auth()
                    .oauth2(token)
                    .get("/v1/notes?limit=2&cursor=" + cursor)
                    .jsonPath();
            seen.addAll(page.getList("items.title"));
            cursor = page.getString("next");
        } while (cursor != null);

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void protectsEveryTable() {
        assertThatCode(TenancyRules::check).doesNotThrowAnyException();
    }

    @Test
    void noticesATableThatIsNotProtected() throws SQLException {
        try (var connection = AppDatabase.connect();
                var statement = connection.createStatement()) {
            statement.execute("create table careless (tenant text)");
            try {
                assertThatThrownBy(TenancyRules::check).hasMessageContaining("public.careless");
                assertThatCode(() -> TenancyRules.check("public.careless")).doesNotThrowAnyException();
            } finally {
                statement.execute("drop table careless");
            }
        }
    }

    @Test
    void noticesAViewThatLendsItsOwnersRights() throws SQLException {
        try (var connection = AppDatabase.connect();
                var statement = connection.createStatement()) {
            statement.execute("create view peephole as select title from note");
            try {
                assertThatThrownBy(TenancyRules::check).hasMessageContaining("public.peephole");
            } finally {
                statement.execute("drop view peephole");
            }
        }
    }

    private <R> R as(String tenant, Callable<R> work) {
        return tenants.callAs(tenant, () -> transaction.call(work));
    }

    private String write(String tenant) {
        var title = "of " + tenant + " " + UUID.randomUUID();
        as(tenant, () -> insert(tenant, title));
        return title;
    }

    private UUID insert(String tenant, String title) {
        var id = Ids.next();
        jdbi.useHandle(handle -> handle.execute("insert into note values (?, ?, ?, 0)", tenant, id, title));
        return id;
    }

    private List<String> titles() {
        return jdbi.withHandle(handle ->
                handle.createQuery("select title from note").mapTo(String.class).list());
    }

    private List<String> titlesByOrm() {
        return entities.createQuery("select title from Note", String.class).getResultList();
    }
}
