package tandem.matching.provider;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.matching.Stage;
import tandem.runtime.actor.Roles;
import tandem.runtime.time.ProgrammeTime;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

/** The way into the pool over HTTP, with the tokens of those who walk it. */
@QuarkusTest
@WithTestResource(RealParts.class)
class ProofResourceTest {

    private static final Map<String, Integer> GOOD = Map.of(
            "challengeSkill", 4,
            "behaviouralTools", 5,
            "confidentialityPractice", 5,
            "contextFluency", 3,
            "measurableOutcomes", 4);

    @Inject
    Stage stage;

    @Inject
    @ProgrammeTime
    Clock clock;

    private final PersonId provider = Stage.somebody();
    private Stage.Scene scene;

    @BeforeEach
    void register() {
        scene = stage.open();
        lead().header("Idempotency-Key", UUID.randomUUID())
                .body(Stage.registration(provider))
                .post("/v1/providers")
                .then()
                .statusCode(201);
    }

    @Test
    void leadsACandidateIntoThePoolByDifferentPeople() {
        List<String> ids = enter(List.of(
                        Map.of("kind", "DEMO", "on", "2026-01-05", "minutes", 30),
                        Map.of("kind", "CREDENTIAL", "on", "2026-01-05", "code", "ICF_PCC"),
                        reference(),
                        reference(),
                        Map.of("kind", "ENGAGEMENT_OUTCOME", "on", "2026-01-05", "code", "FASTER", "reference", "E-1"),
                        Map.of("kind", "VENDOR_CLAUSES", "on", "2026-01-05", "reference", "V-1"),
                        Map.of("kind", "DEMO_REVIEW", "on", "2026-01-05"),
                        Map.of("kind", "CO_COACHING", "on", "2026-01-05"),
                        Map.of("kind", "CALIBRATION", "on", today())))
                .statusCode(201)
                .body("provider.state", equalTo("CANDIDATE"))
                .body("provider.missing.rule", contains("R88", "R91", "R92"))
                .extract()
                .path("proofs");

        for (int i = 1; i <= 3; i++) {
            as(Stage.somebody(), Roles.HR_PARTNER)
                    .post(path(ids.get(i), ":verify"))
                    .then()
                    .statusCode(200);
        }
        score(ids.getFirst(), Stage.somebody(), Roles.OPERATIONS_OWNER).statusCode(200);
        score(ids.getFirst(), Stage.somebody(), Roles.PROGRAM_LEAD)
                .statusCode(200)
                .body("state", equalTo("QUALIFIED"))
                .body("panelMedian", equalTo(4.2f))
                .body("due.what", hasItems("CALIBRATION", "CERTIFICATION"));

        lead().get("/v1/providers/" + provider + "/proofs")
                .then()
                .statusCode(200)
                .body("items", hasSize(9))
                .body("items[0].panel", hasSize(2));
        as(provider, Roles.PROVIDER)
                .get("/v1/me/standing")
                .then()
                .statusCode(200)
                .body("state", equalTo("QUALIFIED"));
    }

    @Test
    void letsAProviderSignForThemselvesAndSeeNobodyElse() {
        as(provider, Roles.PROVIDER)
                .body(Map.of("clause", "CONFLICT_OF_INTEREST"))
                .post("/v1/me/clauses:sign")
                .then()
                .statusCode(200)
                .body("person", equalTo(provider.toString()));

        as(provider, Roles.PROVIDER).get("/v1/providers/" + provider).then().statusCode(403);
        as(provider, Roles.PROVIDER)
                .get("/v1/providers/" + provider + "/proofs")
                .then()
                .statusCode(403);
        as(Stage.somebody(), Roles.PROVIDER).get("/v1/me/standing").then().statusCode(404);
    }

    @Test
    void wantsOfEachKindWhatItNeeds() {
        enter(Map.of("kind", "DEMO", "on", "2026-01-05")).statusCode(422);
        enter(Map.of("kind", "REFERENCE", "on", "2026-01-05")).statusCode(422);
        enter(Map.of("kind", "CREDENTIAL", "on", "2026-01-05", "code", "SELF_MADE"))
                .statusCode(422);
        enter(Map.of("kind", "SPONSORSHIP_CLAUSE", "on", "2026-01-05")).statusCode(422);
        enter(Map.of("kind", "BIAS_TRAINING", "on", "2026-01-05", "reference", "a word or two"))
                .statusCode(422);
    }

    @Test
    void letsAHoldBeTakenBackByItsReason() {
        lead().body(Map.of("reason", "COMPLAINT"))
                .post("/v1/providers/" + provider + ":hold")
                .then()
                .statusCode(200);
        lead().body(Map.of("reason", "ON_LEAVE"))
                .post("/v1/providers/" + provider + ":hold")
                .then()
                .body("holds.reason", contains("COMPLAINT", "ON_LEAVE"));

        lead().body(Map.of("reason", "COMPLAINT"))
                .post("/v1/providers/" + provider + ":release")
                .then()
                .statusCode(200)
                .body("holds.reason", contains("ON_LEAVE"));
        lead().post("/v1/providers/" + provider + ":release").then().body("holds", hasSize(0));
    }

    @Test
    void tellsWhoHadAPartThatTheyHad() {
        List<String> ids = enter(reference()).extract().path("proofs");

        lead().post(path(ids.getFirst(), ":verify"))
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/proof-not-independent"));
    }

    @Test
    void hidesTheProofsOfAnotherTenant() {
        List<String> ids = enter(reference()).extract().path("proofs");
        var foreign = Tokens.of("globex")
                .role(Roles.PROGRAM_LEAD)
                .person(UUID.randomUUID())
                .sign();

        given().auth()
                .oauth2(foreign)
                .get("/v1/providers/" + provider + "/proofs")
                .then()
                .statusCode(404);
        given().urlEncodingEnabled(false)
                .auth()
                .oauth2(foreign)
                .post(path(ids.getFirst(), ":void"))
                .then()
                .statusCode(404);
        lead().get("/v1/providers/" + provider)
                .then()
                .body("missing.what", hasItem("REFERENCES_MISSING"))
                .body("missing.what", not(hasItem("GOVERNANCE_INCOMPLETE")));
    }

    private ValidatableResponse score(String demo, PersonId panellist, String role) {
        return as(panellist, role).body(GOOD).post(path(demo, ":score")).then();
    }

    private static Map<String, Object> reference() {
        return Map.of("kind", "REFERENCE", "on", "2026-01-05", "about", UUID.randomUUID());
    }

    private String today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
    }

    private String path(String proof, String verb) {
        return "/v1/providers/" + provider + "/proofs/" + proof + verb;
    }

    private ValidatableResponse enter(Map<String, ?> proof) {
        return enter(List.of(proof));
    }

    private ValidatableResponse enter(List<? extends Map<String, ?>> proofs) {
        return lead().header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("proofs", proofs))
                .post("/v1/providers/" + provider + "/proofs")
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
