package tandem.session.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.Ics;
import tandem.session.Stage;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class SessionResourceTest {

    @Inject
    Stage stage;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void entersASessionOnceHoweverOftenItIsSent() {
        var key = UUID.randomUUID().toString();
        var body = body(scene.in(24), scene.in(25));

        var first = lea().header("Idempotency-Key", key).body(body).post("/v1/sessions");
        var again = lea().header("Idempotency-Key", key).body(body).post("/v1/sessions");

        first.then().statusCode(201).body("state", equalTo("SCHEDULED")).header("Location", notNullValue());
        again.then().statusCode(201).body("id", equalTo(first.path("id")));
        lea().get("/v1/engagements/" + scene.coaching + "/sessions").then().body("items", hasSize(1));
    }

    @Test
    void refusesASessionThatEndsBeforeItStarts() {
        lea().header("Idempotency-Key", "backwards")
                .body(body(scene.in(25), scene.in(24)))
                .post("/v1/sessions")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid"));
    }

    @Test
    void confirmsASuggestionAndLogsAttendance() {
        suggest(scene.in(-5));
        var session = lea().get("/v1/engagements/" + scene.coaching + "/sessions")
                .then()
                .body("items[0].state", equalTo("SUGGESTED"))
                .extract()
                .path("items[0].id");

        lea().post("/v1/sessions/" + session + ":confirm")
                .then()
                .statusCode(200)
                .body("state", equalTo("SCHEDULED"))
                .body("followsCalendar", equalTo(true));
        lea().body("{\"attended\":true}")
                .post("/v1/sessions/" + session + "/attendance")
                .then()
                .statusCode(200);
        as(Tokens.of(scene.tenant).role(Roles.PROVIDER).person(scene.carl))
                .body("{\"attended\":true}")
                .post("/v1/sessions/" + session + "/attendance")
                .then()
                .statusCode(200)
                .body("state", equalTo("HELD"))
                .body("evidence", equalTo("BOTH_SIDES"));
    }

    @Test
    void showsSuggestionsToTheTwoSidesOnly() {
        suggest(scene.in(24));

        as(Tokens.of(scene.tenant).role(Roles.PROGRAM_LEAD))
                .get("/v1/engagements/" + scene.coaching + "/sessions")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        as(Tokens.of(scene.tenant).role(Roles.PROVIDER).person(scene.mona))
                .get("/v1/engagements/" + scene.coaching + "/sessions")
                .then()
                .statusCode(404);
    }

    @Test
    void tellsNoSessionsOfAnEngagementNobodyHereHas() {
        as(Tokens.of(scene.tenant).role(Roles.PROGRAM_LEAD))
                .get("/v1/engagements/" + UUID.randomUUID() + "/sessions")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
    }

    @Test
    void showsNothingToAnotherTenant() {
        var session = lea().header("Idempotency-Key", "mine")
                .body(body(scene.in(24), scene.in(25)))
                .post("/v1/sessions")
                .path("id");

        as(Tokens.of("globex").role(Roles.PROGRAM_LEAD))
                .get("/v1/sessions/" + session)
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
    }

    @Test
    void pagesByTime() {
        for (int hour = 1; hour <= 3; hour++) {
            lea().header("Idempotency-Key", "page-" + hour)
                    .body(body(scene.in(hour * 2), scene.in(hour * 2 + 1)))
                    .post("/v1/sessions")
                    .then()
                    .statusCode(201);
        }
        var sessions = "/v1/engagements/" + scene.coaching + "/sessions";

        String next = lea().queryParam("limit", 2)
                .get(sessions)
                .then()
                .body("items", hasSize(2))
                .extract()
                .path("next");

        lea().queryParam("cursor", next).get(sessions).then().body("items", hasSize(1));
    }

    @Test
    void leavesOutWhatIsEvidencedTooWeakly() {
        var session = lea().header("Idempotency-Key", "tier")
                .body(body(scene.in(-3), scene.in(-2)))
                .post("/v1/sessions")
                .path("id");
        for (var side :
                List.of(lea(), as(Tokens.of(scene.tenant).role(Roles.PROVIDER).person(scene.carl)))) {
            side.body("{\"attended\":true}")
                    .post("/v1/sessions/" + session + "/attendance")
                    .then()
                    .statusCode(200);
        }
        var sessions = "/v1/engagements/" + scene.coaching + "/sessions?minTier=";

        lea().get(sessions + "ONE_SIDE").then().body("items", hasSize(1));
        lea().get(sessions + "BOTH_SIDES").then().body("items", hasSize(1));
        lea().get(sessions + "PLATFORM").then().body("items", hasSize(0));
        lea().get(sessions + "HEARSAY").then().statusCode(422);
    }

    @Test
    void answersNobodyWithoutAToken() {
        given().get("/v1/sessions/" + UUID.randomUUID()).then().statusCode(401);
    }

    @Test
    void refusesAMachineWhatOnlyAPersonMayDo() {
        as(Tokens.of(scene.tenant).role(Roles.CALENDAR))
                .body("{\"attended\":true}")
                .post("/v1/sessions/" + UUID.randomUUID() + "/attendance")
                .then()
                .statusCode(403);
    }

    @Test
    void saysWhatIsHeldAboutMe() {
        lea().header("Idempotency-Key", "held")
                .body(body(scene.in(24), scene.in(25)))
                .post("/v1/sessions")
                .then()
                .statusCode(201);

        lea().get("/v1/visibility")
                .then()
                .statusCode(200)
                .body("held.find { it.what == 'session' }.count", equalTo(1))
                .body("held.find { it.what == 'engagement' }.count", equalTo(2))
                .body("held.find { it.what == 'calendar-permission' }.purpose", containsString("CALENDAR"));
    }

    private void suggest(Instant start) {
        given().auth()
                .oauth2(Tokens.of(scene.tenant).role(Roles.CALENDAR).sign())
                .contentType("text/calendar")
                .body(Ics.request("uid-" + scene.tenant, 0, start, Stage.CARL, Stage.LEA)
                        .getBytes(StandardCharsets.UTF_8))
                .post("/v1/calendar-messages")
                .then()
                .statusCode(200)
                .body("outcomes[0].result", equalTo("suggested"));
    }

    private String body(Instant start, Instant end) {
        return "{\"engagement\":\"%s\",\"startsAt\":\"%s\",\"endsAt\":\"%s\"}".formatted(scene.coaching, start, end);
    }

    private RequestSpecification lea() {
        return as(Tokens.of(scene.tenant).role(Roles.PARTICIPANT).person(scene.lea));
    }

    private static RequestSpecification as(Tokens caller) {
        // paths keep their colons
        return given().urlEncodingEnabled(false).auth().oauth2(caller.sign()).contentType(ContentType.JSON);
    }
}
