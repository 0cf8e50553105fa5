package tandem.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One key, one effect, one answer. */
@QuarkusTest
@WithTestResource(RealParts.class)
class IdempotencyTest {

    private static final String ROUTE = "/v1/notes";
    private static final String PLAIN = "/v1/notes/plain";

    @Test
    void wantsAKey() {
        given().auth()
                .oauth2(token("acme", "ada"))
                .contentType(ContentType.JSON)
                .body(note("keyless"))
                .post(ROUTE)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/idempotency-key-missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ROUTE, PLAIN})
    void answersARetryWithTheFirstAnswer(String route) {
        var key = key();
        var title = "retried " + key;

        var first = post(route, key, title);
        var second = post(route, key, title);

        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.statusCode()).isEqualTo(first.statusCode());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(notes(title)).isEqualTo(1);
    }

    @Test
    void refusesTheKeyForAnotherBody() {
        var key = key();
        post(ROUTE, key, "first " + key);

        var second = post(ROUTE, key, "second " + key);

        assertThat(second.statusCode()).isEqualTo(422);
        assertThat(second.path("type").toString()).isEqualTo("/problems/idempotency-key-reused");
        assertThat(notes("second " + key)).isZero();
    }

    @Test
    void keepsARefusal() {
        var key = key();

        var first = post(ROUTE, key, "forbidden " + key);
        var second = post(ROUTE, key, "forbidden " + key);

        assertThat(first.statusCode()).isEqualTo(409);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(notes("forbidden " + key)).isZero();
    }

    @Test
    void keepsNoAnswerInTheClear() throws SQLException {
        var written = key();
        var refused = key();
        post(ROUTE, written, "written " + written);
        post(ROUTE, refused, "forbidden " + refused);

        assertThat(kept(written)).isNotBlank().doesNotContain("{");
        assertThat(kept(refused)).isNotBlank().doesNotContain("forbidden", "note-unwanted", "{");
    }

    @Test
    void freesTheKeyOfARequestThatBroke() {
        var key = key();

        var broken = post(ROUTE, key, "broken " + key);
        var repaired = post(ROUTE, key, "mended " + key);

        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(repaired.statusCode()).isEqualTo(201);
        assertThat(notes("broken " + key)).isZero();
    }

    @Test
    void freesTheKeyOfARequestThatWasNotValid() {
        var key = key();

        var invalid = post(ROUTE, key, "");
        var valid = post(ROUTE, key, "valid " + key);

        assertThat(invalid.statusCode()).isEqualTo(422);
        assertThat(valid.statusCode()).isEqualTo(201);
    }

    @Test
    void keepsKeysOfCallersTenantsAndRoutesApart() {
        var key = key();

        assertThat(post(ROUTE, token("acme", "ada"), key, "a " + key).statusCode())
                .isEqualTo(201);
        assertThat(post(ROUTE, token("acme", "ben"), key, "b " + key).statusCode())
                .isEqualTo(201);
        assertThat(post(ROUTE, token("globex", "ada"), key, "a " + key).statusCode())
                .isEqualTo(201);
        assertThat(post(PLAIN, token("acme", "ada"), key, "c " + key).statusCode())
                .isEqualTo(200);
    }

    @Test
    void hasOneEffectHoweverManyAskAtOnce() throws Exception {
        var key = key();
        var title = "raced " + key;
        var answers = new ArrayList<Future<Response>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Response> once = () -> post(ROUTE, key, title);
            for (int i = 0; i < 50; i++) {
                answers.add(threads.submit(once));
            }
        }

        for (var answer : answers) {
            assertThat(answer.get().statusCode()).isIn(201, 409, 503);
        }
        assertThat(answers.stream()
                        .map(Future::resultNow)
                        .filter(answer -> answer.statusCode() == 201)
                        .map(Response::asString)
                        .distinct())
                .hasSize(1);
        assertThat(notes(title)).isEqualTo(1);
    }

    private static Response post(String route, String key, String title) {
        return post(route, token("acme", "ada"), key, title);
    }

    private static Response post(String route, String token, String key, String title) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(note(title))
                .post(route);
    }

    private static String token(String tenant, String client) {
        return Tokens.of(tenant).role("program-lead").client(client).sign();
    }

    private static String note(String title) {
        return "{\"title\":\"" + title + "\"}";
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static int notes(String title) {
        try (var connection = AppDatabase.connect();
                var query = connection.prepareStatement("select count(*) from note where title = ?")) {
            query.setString(1, title);
            try (var row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String kept(String key) throws SQLException {
        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement("select body from tandem.idempotency_key where key = ?")) {
            statement.setString(1, key);
            var row = statement.executeQuery();
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
