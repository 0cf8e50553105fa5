package tandem.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.LogConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails, the caller gets a problem and nothing of our insides. */
@QuarkusTest
@WithTestResource(RealParts.class)
class ProblemTest {

    @Test
    void listsEveryValueThatIsNotValid() {
        problem(write("{\"title\":\" \",\"tags\":[{\"name\":\"\",\"weight\":0}]}"), 422, "invalid")
                .body("title", equalTo("The request is readable but not valid"))
                .body("instance", equalTo("/v1/notes"))
                .body("errors.pointer", hasItems("/title", "/tags/0/name", "/tags/0/weight"));
    }

    @Test
    void namesAParameterThatIsNotValid() {
        problem(lead().get("/v1/notes?limit=201").then(), 422, "invalid").body("errors[0].pointer", equalTo("?limit"));
    }

    @Test
    void wantsABody() {
        problem(write(""), 422, "invalid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"title\":; ''",
                "{\"title\":{}}; /title",
                "{\"title\":\"a\",\"on\":\"yesterday\"}; /on",
                "{\"title\":\"a\",\"tags\":[{\"name\":\"b\",\"weight\":\"heavy\"}]}; /tags/0/weight",
                "{\"title\":\"a\",\"tags\":7}; /tags",
                "{\"title\":\"a\\ud800\"}; /title",
                "{\"title\":\"\\ude00\\ud83d\"}; /title",
                "{\"title\":\"a\\u0000\"}; /title",
                "{\"title\":\"a\",\"tags\":[{\"name\":\"\\udc00\",\"weight\":1}]}; /tags/0/name",
                "{\"title\":\"a\",\"tags\":[{\"name\":\"b\",\"weight\":NaN}]}; /tags/0",
                "[1,2]; ''",
                "null trailing; ''"
            })
    void pointsAtWhatCannotBeRead(String body, String pointer) {
        var text = problem(write(body), 400, "bad-request")
                .body("errors[0].pointer", equalTo(pointer))
                .extract()
                .asString();

        assertThat(text).doesNotContain("tandem.", "java", "jackson", "Draft");
    }

    @Test
    void readsACharacterThatIsWrittenAsTwoHalves() {
        write("{\"title\":\"\\ud83d\\ude00\"}").statusCode(201);
    }

    @Test
    void readsNoDeepNesting() {
        var answer = send("{\"unknown\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.path("type").toString()).isEqualTo("/problems/bad-request");
    }

    @Test
    void readsNoKeyThatStandsForTwoThings() {
        problem(write("{\"title\":\"a\",\"title\":\"b\"}"), 400, "bad-request");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        problem(write("{\"title\":\"" + "a".repeat(70_000) + "\"}"), 413, "too-large");
    }

    @Test
    void refusesAnotherContentType() {
        problem(
                lead().header("Idempotency-Key", UUID.randomUUID())
                        .contentType(ContentType.XML)
                        .body("<a/>")
                        .post("/v1/notes")
                        .then(),
                415,
                "unsupported-media-type");
    }

    @Test
    void refusesToAnswerInAnotherFormat() {
        problem(lead().accept("image/png").get("/v1/notes").then(), 406, "not-acceptable");
    }

    @Test
    void refusesAnotherMethod() {
        problem(lead().delete("/v1/notes").then(), 405, "method-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/nothing", "/nothing", "/q/nothing", "/"})
    void findsNothingWhereNothingIs(String path) {
        problem(lead().get(path).then(), 404, "not-found");
    }

    @Test
    void readsNoIdThatIsNone() {
        problem(rename("seven", "a"), 404, "not-found");
    }

    @Test
    void findsNoNoteThatIsNotThere() {
        problem(rename(UUID.randomUUID().toString(), "a"), 404, "not-found");
    }

    @Test
    void tellsTheContextOfARefusal() {
        problem(write("{\"title\":\"forbidden fruit\"}"), 409, "note-unwanted").body("word", equalTo("forbidden"));
    }

    @ParameterizedTest
    @CsvSource({"stale,409,conflicting-update", "double,409,conflicting-update"})
    void reportsAConflict(String how, int status, String slug) {
        problem(given().get("/v1/notes/failing/" + how).then(), status, slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "database-wrapped"})
    void asksToComeBackWhenTheDatabaseIsAway(String how) {
        problem(given().get("/v1/notes/failing/" + how).then(), 503, "overloaded")
                .header("Retry-After", matchesPattern("\\d+"));
    }

    @Test
    void saysOnlyTheTraceIdOfWhatNobodyForesaw() {
        var problem = problem(given().get("/v1/notes/failing/kin").then(), 500, "internal")
                .body("detail", matchesPattern("[0-9a-f]{32}"))
                .extract()
                .asString();

        assertThat(problem).doesNotContain("secret");
    }

    @Test
    void refusesACursorThatNoPageGaveOut() {
        problem(lead().get("/v1/notes?cursor=AAAA").then(), 400, "bad-request")
                .body("detail", containsString("cursor"));
    }

    private static ValidatableResponse write(String body) {
        return send(body).then();
    }

    private static Response send(String body) {
        return lead().config(
                        RestAssured.config().logConfig(LogConfig.logConfig().enablePrettyPrinting(false)))
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/notes");
    }

    private static ValidatableResponse rename(String id, String title) {
        return lead().contentType(ContentType.JSON)
                .body("{\"title\":\"" + title + "\"}")
                .put("/v1/notes/" + id)
                .then();
    }

    private static RequestSpecification lead() {
        return given().auth().oauth2(Tokens.of("acme").role("program-lead").sign());
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String slug) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + slug))
                .body("status", equalTo(status));
    }
}
