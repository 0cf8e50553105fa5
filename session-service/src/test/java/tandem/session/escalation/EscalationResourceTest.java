package tandem.session.escalation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.events.PersonId;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.Stage;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class EscalationResourceTest {

    @Inject
    Stage stage;

    private final PersonId official = new PersonId(UUID.randomUUID());
    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @ParameterizedTest
    @CsvSource({
        "OPERATIONAL, SCHEDULING, program-lead, hr-partner",
        "OPERATIONAL, SCHEDULING, operations-owner, steering",
        "ETHICAL, CONDUCT, hr-partner, program-lead",
        "PERFORMANCE, FIT, hr-partner, operations-owner",
        "STRATEGIC, SCOPE, steering, hr-partner"
    })
    void comesToItsOfficeAndToNoOther(String type, String reason, String office, String other) {
        var id = raised(Roles.PARTICIPANT, scene.lea, type, reason);

        as(other, official).get("/v1/escalations").then().statusCode(200).body("items", hasSize(0));
        as(other, official).post("/v1/escalations/" + id + ":take").then().statusCode(404);
        as(office, official)
                .get("/v1/escalations")
                .then()
                .body("items.id", contains(id))
                .body("items[0].overdue", equalTo(false));
        as(office, official).post("/v1/escalations/" + id + ":take").then().statusCode(204);
        resolve(office, official, id, "REFERRED").statusCode(204);
        as(office, official).get("/v1/escalations").then().body("items", hasSize(0));
        as(office, official).get("/v1/escalations?all=true").then().body("items.outcome", contains("REFERRED"));
    }

    @Test
    void showsNobodyButItsRaiserWhatIsEthical() {
        var own = raised(Roles.PARTICIPANT, scene.lea, "ETHICAL", "CONDUCT");
        var shared = raised(Roles.PARTICIPANT, scene.lea, "OPERATIONAL", "SCHEDULING");

        seen(Roles.PARTICIPANT, scene.lea).body("items.id", contains(own, shared));
        seen(Roles.PROVIDER, scene.carl).body("items.id", contains(shared)).body("items[0].takenBy", nullValue());
        seen(Roles.PROVIDER, scene.mona).statusCode(404);
        assertThat(held(Roles.PROVIDER, scene.carl)).isEqualTo(1);
        assertThat(held(Roles.PARTICIPANT, scene.lea)).isEqualTo(2);
    }

    @Test
    void letsNobodyDecideAboutTheirOwnEngagement() {
        var id = raised(Roles.PARTICIPANT, scene.lea, "ETHICAL", "CONDUCT");

        as(Roles.HR_PARTNER, scene.carl).get("/v1/escalations").then().body("items", hasSize(0));
        as(Roles.HR_PARTNER, scene.carl)
                .post("/v1/escalations/" + id + ":take")
                .then()
                .statusCode(404);
    }

    @Test
    void takesNoReasonOfAnotherTypeAndNoneTwice() {
        raise(Roles.PARTICIPANT, scene.lea, "OPERATIONAL", "CONDUCT")
                .statusCode(422)
                .body("type", equalTo("/problems/escalation-faulty"));
        raise(Roles.PARTICIPANT, scene.lea, "OPERATIONAL", "GONE_QUIET").statusCode(422);
        raised(Roles.PARTICIPANT, scene.lea, "OPERATIONAL", "SCHEDULING");
        raise(Roles.PARTICIPANT, scene.lea, "OPERATIONAL", "SCHEDULING")
                .statusCode(409)
                .body("type", equalTo("/problems/escalation-there"));
        raised(Roles.PROVIDER, scene.carl, "OPERATIONAL", "SCHEDULING");
        raised(Roles.OPERATIONS_OWNER, official, "OPERATIONAL", "SCHEDULING");
        raise(Roles.PROVIDER, scene.mona, "OPERATIONAL", "SCHEDULING").statusCode(404);
    }

    @Test
    void isResolvedByWhoeverTookItAndOnce() {
        var id = raised(Roles.PARTICIPANT, scene.lea, "OPERATIONAL", "SCHEDULING");

        resolve(Roles.PROGRAM_LEAD, official, id, "MEETING_AGREED")
                .statusCode(409)
                .body("type", equalTo("/problems/escalation-not-open"));
        as(Roles.PROGRAM_LEAD, official)
                .post("/v1/escalations/" + id + ":take")
                .then()
                .statusCode(204);
        resolve(Roles.PROGRAM_LEAD, new PersonId(UUID.randomUUID()), id, "MEETING_AGREED")
                .statusCode(409);
        resolve(Roles.PROGRAM_LEAD, official, id, "RESUMED").statusCode(422);
        resolve(Roles.PROGRAM_LEAD, official, id, "MEETING_AGREED").statusCode(204);
        as(Roles.PROGRAM_LEAD, official)
                .post("/v1/escalations/" + id + ":take")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/escalation-not-open"));
    }

    @Test
    void isOverdueWhenItsDaysAreOver() {
        raised(Roles.PARTICIPANT, scene.lea, "ETHICAL", "CONDUCT");

        scene.pass(Duration.ofDays(3));

        as(Roles.HR_PARTNER, official).get("/v1/escalations").then().body("items[0].overdue", equalTo(true));
    }

    @Test
    void namesNoOfficialWhoWasErased() {
        var id = raised(Roles.PARTICIPANT, scene.lea, "OPERATIONAL", "SCHEDULING");
        as(Roles.PROGRAM_LEAD, official)
                .post("/v1/escalations/" + id + ":take")
                .then()
                .statusCode(204);
        var standIn = UUID.randomUUID();

        scene.erase(official, standIn);

        as(Roles.PROGRAM_LEAD, new PersonId(UUID.randomUUID()))
                .get("/v1/escalations")
                .then()
                .body("items[0].takenBy", equalTo(standIn.toString()));
    }

    private String raised(String role, PersonId person, String type, String reason) {
        return raise(role, person, type, reason).statusCode(201).extract().path("id");
    }

    private ValidatableResponse raise(String role, PersonId person, String type, String reason) {
        return as(role, person)
                .body(Map.of("type", type, "reason", reason))
                .post("/v1/engagements/" + scene.coaching + "/escalations")
                .then();
    }

    private ValidatableResponse resolve(String role, PersonId person, String id, String outcome) {
        return as(role, person)
                .body(Map.of("outcome", outcome))
                .post("/v1/escalations/" + id + ":resolve")
                .then();
    }

    private ValidatableResponse seen(String role, PersonId person) {
        return as(role, person)
                .get("/v1/engagements/" + scene.coaching + "/escalations")
                .then();
    }

    private int held(String role, PersonId person) {
        return as(role, person).get("/v1/visibility").jsonPath().getInt("held.find { it.what == 'escalation' }.count");
    }

    private RequestSpecification as(String role, PersonId person) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .auth()
                .oauth2(Tokens.of(scene.tenant).role(role).person(person).sign());
    }
}
