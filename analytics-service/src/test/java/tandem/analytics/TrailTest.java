package tandem.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tandem.analytics.ledger.LedgerService;
import tandem.events.PersonId;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.AuditHeadService;
import tandem.runtime.audit.AuditSealService;
import tandem.runtime.failure.DeadLetters;
import tandem.testing.RealParts;
import tandem.testing.Tampering;
import tandem.testing.Tokens;

/** The trail of analytics: the few things people do here besides reading figures. */
@QuarkusTest
@WithTestResource(RealParts.class)
class TrailTest {

    @Inject
    DeadLetters letters;

    @Inject
    AuditSealService sealer;

    @Inject
    AuditHeadService heads;

    private final String tenant = "a" + UUID.randomUUID().toString().substring(0, 8);
    private final PersonId owner = new PersonId(UUID.randomUUID());

    @Test
    void writesDownWhoReplayedADeadLetter() {
        replays();

        var trail = trail();

        assertThat(trail.getList("items.what")).containsExactly("POST /v1/dead-letters/{id}:replay");
        assertThat(trail.getString("items[0].by")).isEqualTo(owner.toString());
    }

    @Test
    void writesNothingAboutReadingFigures() {
        as(Roles.ANALYST).get("/v1/metrics").then().statusCode(200);
        as(Roles.ANALYST).get("/v1/metrics/attendance").then().statusCode(200);

        assertThat(trail().getList("items")).isEmpty();
    }

    @Test
    void findsEveryKindOfTampering() {
        for (var i = 0; i < 3; i++) {
            replays();
        }
        sealer.seal();
        heads.publishAll();

        Tampering.checkThatEveryKindIsFound(tenant);
    }

    /** An event that was set aside comes in after all. */
    private void replays() {
        var story = new Story(tenant);
        story.programme(5);
        letters.quarantine(LedgerService.CONSUMER, story.records().getFirst(), "for the test");
        String letter = as(Roles.OPERATIONS_OWNER)
                .get("/v1/dead-letters")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.replayedAt == null }.id");
        as(Roles.OPERATIONS_OWNER)
                .post("/v1/dead-letters/" + letter + ":replay")
                .then()
                .statusCode(204);
    }

    private JsonPath trail() {
        sealer.seal();
        return as(Roles.DATA_PROTECTION)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private RequestSpecification as(String role) {
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(Tokens.of(tenant).role(role).person(owner).sign());
    }
}
