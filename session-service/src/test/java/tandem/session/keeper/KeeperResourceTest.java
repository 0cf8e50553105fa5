package tandem.session.keeper;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.events.SessionEvent.EngagementWentQuiet;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.Stage;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class KeeperResourceTest {

    @Inject
    Stage stage;

    @Inject
    KeeperJob job;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void saysWhyItAsked() {
        job.runUntil(scene.now().plus(Duration.ofDays(200)));

        lea().get("/v1/me/prompts")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[0].step", equalTo("PROMPT"))
                .body("items[0].over", equalTo(false))
                .body("items[0].reasons.code", hasItem("AGREED_CADENCE_DAYS"))
                .body("items[0].reasons.find { it.code == 'AGREED_CADENCE_DAYS' }.number", equalTo(14))
                .body("items[0].reasons.find { it.code == 'ALLOWED_DAYS' }.number", equalTo(28));
        as(Roles.PROVIDER, scene.carl).get("/v1/me/prompts").then().body("items", hasSize(1));
    }

    @Test
    void waitsForThoseWhoAskForTimeButNotForEver() {
        snooze(lea(), 29).statusCode(422).body("type", equalTo("/problems/snooze-refused"));
        snooze(lea(), 28).statusCode(204);
        snooze(as(Roles.PROVIDER, scene.carl), 20).statusCode(204);

        snooze(as(Roles.PROGRAM_LEAD, new PersonId(UUID.randomUUID())), 10)
                .statusCode(422)
                .body("detail", equalTo("TOO_OFTEN"));
        snooze(as(Roles.PROVIDER, scene.mona), 10).statusCode(404);
        lea().get(silence())
                .then()
                .statusCode(200)
                .body("snoozeReason", equalTo("BUSY_PERIOD"))
                .body("snoozedUntil", containsString(today().plusDays(20).toString()));
    }

    @Test
    void keepsNoEngagementThatHasEnded() {
        scene.end(scene.coaching, scene.carl);

        snooze(lea(), 3).statusCode(409).body("type", equalTo("/problems/engagement-over"));
        propose(lea(), 3, 5).statusCode(409).body("type", equalTo("/problems/engagement-over"));
    }

    @Test
    void countsABreakOnceTheOtherSideAgrees() {
        String id = propose(lea(), 3, 5).statusCode(201).extract().path("id");

        lea().post("/v1/breaks/" + id + ":agree")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/break-not-open"));
        as(Roles.PROVIDER, scene.mona)
                .post("/v1/breaks/" + id + ":agree")
                .then()
                .statusCode(404);
        lea().get(silence()).then().body("breaks.agreed", equalTo(List.of(false)));
        as(Roles.PROVIDER, scene.carl)
                .post("/v1/breaks/" + id + ":agree")
                .then()
                .statusCode(204);
        lea().get(silence())
                .then()
                .body("breaks.agreed", equalTo(List.of(true)))
                .body("breaks[0].proposedBy", equalTo("LEADER"));

        propose(lea(), 5, 9).statusCode(422).body("detail", equalTo("OVERLAPS"));
        as(Roles.PROVIDER, scene.carl)
                .post("/v1/breaks/" + id + ":withdraw")
                .then()
                .statusCode(204);
        lea().get(silence()).then().body("breaks", hasSize(0));
    }

    @Test
    void letsTheProgrammeCloseAndNameItsKeeper() {
        var lead = as(Roles.PROGRAM_LEAD, new PersonId(UUID.randomUUID()));
        var keeper = UUID.randomUUID().toString();
        var programme = "/v1/programmes/" + scene.programme;

        lead.get(programme + "/keeping").then().statusCode(200).body("keeper", nullValue());
        lead.body(Map.of("person", keeper)).put(programme + "/keeper").then().statusCode(204);
        String id = as(Roles.PROGRAM_LEAD, new PersonId(UUID.randomUUID()))
                .body(days(1, 14))
                .post(programme + "/breaks")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        as(Roles.OPERATIONS_OWNER, new PersonId(UUID.randomUUID()))
                .get(programme + "/keeping")
                .then()
                .body("keeper", equalTo(keeper))
                .body("breaks", hasSize(1));
        lea().get(silence()).then().body("breaks[0].proposedBy", nullValue());
        lea().post("/v1/breaks/" + id + ":agree").then().statusCode(404);
        lea().post("/v1/breaks/" + id + ":withdraw").then().statusCode(404);
        lead.post("/v1/breaks/" + id + ":withdraw").then().statusCode(204);
        lea().put(programme + "/keeper").then().statusCode(403);
    }

    @Test
    void takesABreakThatIsWithdrawnForTheSilenceItWas() {
        String id = propose(lea(), 0, 40).statusCode(201).extract().path("id");
        as(Roles.PROVIDER, scene.carl)
                .post("/v1/breaks/" + id + ":agree")
                .then()
                .statusCode(204);
        var at = scene.now().plus(Duration.ofDays(29));
        scene.end(scene.mentoring, scene.mona);
        job.runUntil(at);

        as(Roles.PROVIDER, scene.carl)
                .post("/v1/breaks/" + id + ":withdraw")
                .then()
                .statusCode(204);
        job.runUntil(at);

        assertThat(OutboxRows.events(scene.tenant, EngagementWentQuiet.class)).hasSize(1);
    }

    private ValidatableResponse snooze(RequestSpecification caller, int days) {
        return caller.body(Map.of("until", today().plusDays(days).toString(), "reason", "BUSY_PERIOD"))
                .post("/v1/engagements/" + scene.coaching + ":snooze")
                .then();
    }

    private ValidatableResponse propose(RequestSpecification caller, int from, int to) {
        return caller.body(days(from, to))
                .post("/v1/engagements/" + scene.coaching + "/breaks")
                .then();
    }

    private Map<String, String> days(int from, int to) {
        return Map.of(
                "firstDay",
                today().plusDays(from).toString(),
                "lastDay",
                today().plusDays(to).toString());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(scene.now(), ZoneOffset.UTC);
    }

    private String silence() {
        return "/v1/engagements/" + scene.coaching + "/silence";
    }

    private RequestSpecification lea() {
        return as(Roles.PARTICIPANT, scene.lea);
    }

    private RequestSpecification as(String role, PersonId person) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .auth()
                .oauth2(Tokens.of(scene.tenant).role(role).person(person).sign());
    }
}
