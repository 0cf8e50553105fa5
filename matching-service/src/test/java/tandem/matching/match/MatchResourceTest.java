package tandem.matching.match;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.events.Track;
import tandem.matching.Stage;
import tandem.runtime.actor.Roles;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

/** From the registration of a provider to the running engagement, over HTTP, with the tokens of those who do it. */
@QuarkusTest
@WithTestResource(RealParts.class)
class MatchResourceTest {

    @Inject
    Stage stage;

    private Stage.Scene scene;
    private final PersonId provider = Stage.somebody();
    private PersonId leader;

    @BeforeEach
    void open() {
        scene = stage.open();
        leader = scene.leader(Track.COACHING);
    }

    @Test
    void leadsFromTheRunToTheRunningEngagement() {
        register();
        String match = run().statusCode(201)
                .body("state", equalTo("DONE"))
                .body("outcomes.items[0].outcome", equalTo("PROPOSED"))
                .extract()
                .path("outcomes.items[0].proposals[0].match");

        lead().post("/v1/matches/" + match + ":review").then().statusCode(200).body("state", equalTo("REVIEWED"));
        lead().post("/v1/matches/" + match + ":approve").then().statusCode(200).body("state", equalTo("APPROVED"));
        as(leader, Roles.PARTICIPANT)
                .post("/v1/matches/" + match + "/agreement:sign")
                .then()
                .statusCode(200);
        as(provider, Roles.PROVIDER)
                .post("/v1/matches/" + match + "/agreement:sign")
                .then()
                .statusCode(200)
                .body("complete", equalTo(true));

        as(leader, Roles.PARTICIPANT)
                .get("/v1/engagements")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(match));
        lead().body(Map.of("reason", "NO_FIT", "beyondAllowance", true))
                .post("/v1/matches/" + match + ":reassign")
                .then()
                .statusCode(200)
                .body("state", equalTo("REASSIGNED"));
    }

    @Test
    void showsAProposalToItsSidesOnlyOnceApproved() {
        register();
        var match = proposed();

        as(leader, Roles.PARTICIPANT).get("/v1/matches").then().statusCode(200).body("items", empty());
        as(provider, Roles.PROVIDER).get("/v1/matches/" + match).then().statusCode(404);
        lead().post("/v1/matches/" + match + ":review").then().statusCode(200);
        lead().post("/v1/matches/" + match + ":approve").then().statusCode(200);

        as(leader, Roles.PARTICIPANT)
                .get("/v1/matches/" + match)
                .then()
                .statusCode(200)
                .body("provider", equalTo(provider.toString()))
                .body("ranking", nullValue());
    }

    @Test
    void printsTheAgreementOnOnePageForBothSides() {
        register();
        var match = proposed();
        lead().post("/v1/matches/" + match + ":review").then().statusCode(200);
        lead().post("/v1/matches/" + match + ":approve").then().statusCode(200);
        String hash = as(leader, Roles.PARTICIPANT)
                .get("/v1/matches/" + match + "/agreement")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .extract()
                .path("contentHash");

        as(provider, Roles.PROVIDER)
                .accept("text/html,application/xhtml+xml,*/*;q=0.8")
                .get("/v1/matches/" + match + "/agreement")
                .then()
                .statusCode(200)
                .contentType(ContentType.HTML)
                .body(containsString("<code id=\"content-hash\">" + hash + "</code>"));
    }

    @Test
    void keepsEveryVersionOfAnAgreement() {
        register();
        var match = proposed();
        lead().post("/v1/matches/" + match + ":review").then().statusCode(200);
        lead().post("/v1/matches/" + match + ":approve").then().statusCode(200);

        as(leader, Roles.PARTICIPANT)
                .body(Map.of("kind", "SKILL_MICRO", "term", "P6W", "reason", "ONE_SKILL"))
                .post("/v1/matches/" + match + "/agreement:change")
                .then()
                .statusCode(200)
                .body("revision", equalTo(2))
                .body("cause", equalTo("CHANGE"));
        as(leader, Roles.PARTICIPANT)
                .get("/v1/matches/" + match + "/agreement?revision=1")
                .then()
                .statusCode(200)
                .body("clauses[7].terms.endsAfter", contains("P3M"));
        as(leader, Roles.PARTICIPANT)
                .body(Map.of("term", "P1Y", "reason", "ONE_SKILL"))
                .post("/v1/matches/" + match + "/agreement:change")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/term"));
        as(leader, Roles.PARTICIPANT)
                .body(Map.of("term", "P9M", "reason", "MORE_TIME"))
                .post("/v1/matches/" + match + "/agreement:change")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/terms-refused"))
                .body("faults", contains("TERM_OUTSIDE_BOUNDS"));
    }

    @Test
    void showsTheAllowanceBeforeAPairIsReplaced() {
        lead().get("/v1/programmes/" + scene.programme + "/reassignment-allowance")
                .then()
                .statusCode(200)
                .body("leaders", equalTo(0))
                .body("left", equalTo(0))
                .body("reasons", hasItem("NO_FIT"));
    }

    @Test
    void explainsAProposalToThoseWhoDecide() {
        register();

        lead().get("/v1/matches/" + proposed())
                .then()
                .statusCode(200)
                .body("ranking.explanation.signals", hasSize(5))
                .body("ranking.explanation.signals[0].signal", equalTo("TECHNICAL"))
                .body("ranking.explanation.dataQuality", notNullValue())
                .body("ranking.explanation.missing.signal", hasItem("PAST_SUCCESS"))
                .body("ranking.coverage", notNullValue())
                .body("ranking.approvalsNeeded", equalTo(1));
    }

    @Test
    void refusesToApproveWithAProblem() {
        register();

        lead().post("/v1/matches/" + proposed() + ":approve")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/match-state"))
                .body("state", equalTo("PROPOSED"));
    }

    @Test
    void hidesTheMatchesOfAnotherTenant() {
        register();
        var match = proposed();
        var foreign = Tokens.of("globex").role(Roles.PROGRAM_LEAD).person(UUID.randomUUID());

        given().auth().oauth2(foreign.sign()).get("/v1/matches/" + match).then().statusCode(404);
        given().auth()
                .oauth2(foreign.sign())
                .get("/v1/matches")
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void letsNoParticipantDecide() {
        register();

        as(leader, Roles.PARTICIPANT)
                .post("/v1/matches/" + proposed() + ":approve")
                .then()
                .statusCode(403);
    }

    @Test
    void refusesWordsWhereACodeBelongs() {
        register();

        lead().body(Map.of("reason", "she talks too much"))
                .post("/v1/matches/" + proposed() + ":reject")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/reason"));
    }

    @Test
    void answersARetriedRunWithTheSameRun() {
        register();
        var key = UUID.randomUUID().toString();

        String first = run(key).statusCode(201).extract().path("id");

        run(key).statusCode(201).body("id", equalTo(first));
    }

    @Test
    void refusesAProviderWithoutEvidence() {
        lead().header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of(
                        "person",
                        provider.toString(),
                        "type",
                        "INTERNAL",
                        "tracks",
                        new String[] {"COACHING"},
                        "capacity",
                        2,
                        "timeZone",
                        "Europe/Berlin"))
                .post("/v1/providers")
                .then()
                .statusCode(422);
    }

    @Test
    void tellsAPersonWhatIsHeld() {
        as(leader, Roles.PARTICIPANT)
                .get("/v1/visibility")
                .then()
                .statusCode(200)
                .body("held.what", contains("profile", "decision"));
    }

    private void register() {
        lead().header("Idempotency-Key", UUID.randomUUID())
                .body(Stage.registration(provider))
                .post("/v1/providers")
                .then()
                .statusCode(201)
                .body("state", equalTo("CANDIDATE"));
        scene.qualifies(provider);
    }

    private String proposed() {
        return run().extract().path("outcomes.items[0].proposals[0].match");
    }

    private ValidatableResponse run() {
        return run(UUID.randomUUID().toString());
    }

    private ValidatableResponse run(String key) {
        return lead().header("Idempotency-Key", key)
                .body(Map.of("programme", scene.programme.toString(), "top", 3))
                .post("/v1/runs")
                .then();
    }

    private RequestSpecification lead() {
        return as(scene.lead.requirePerson(), Roles.PROGRAM_LEAD);
    }

    private RequestSpecification as(PersonId person, String role) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(Tokens.of(scene.tenant).role(role).person(person).sign());
    }
}
