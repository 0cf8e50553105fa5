package tandem.analytics.pilot;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.runtime.sql.Feed;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class PilotResourceTest {
    private static final Map<String, Object> PLAN = Map.of(
            "transformationKpi", "DECISION_LATENCY_DAYS",
            "currency", "EUR",
            "budget", 180_000,
            "licenceCost", 60_000,
            "integrationCost", 15_000);

    @Inject
    @Feed
    Jdbi feed;

    private PilotStage stage;

    @BeforeEach
    void setTheStage() {
        stage = new PilotStage(feed);
    }

    @Test
    void holdsAProgrammeToTheTemplate() {
        var programme = stage.pilot();

        stage.as("steering")
                .get("/v1/pilots/" + programme)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("template", equalTo("TWENTY_FOUR_WEEKS"))
                .body("startsOn", equalTo("2030-02-04"))
                .body("endsOn", equalTo("2030-07-21"))
                .body("week", equalTo(4))
                .body("evidence", equalTo("DIRECTIONAL"))
                .body("thresholds.attendance", equalTo(0.8f))
                .body("missing", hasItems("cohortMinimum", "behaviourLift"))
                .body("lockedAt", nullValue());
    }

    @Test
    void makesAProgrammeAPilotOnce() {
        var programme = stage.pilot();

        stage.post("program-lead", "/v1/pilots", Map.of("programme", programme.toString()))
                .statusCode(409)
                .body("type", equalTo("/problems/pilot-exists"));
    }

    @Test
    void knowsNoPilotOfAProgrammeItHasNotHeardOf() {
        stage.post(
                        "program-lead",
                        "/v1/pilots",
                        Map.of("programme", UUID.randomUUID().toString()))
                .statusCode(422)
                .body("type", equalTo("/problems/programme-unknown"));
        stage.as("program-lead").get("/v1/pilots/" + UUID.randomUUID()).then().statusCode(404);
        stage.as("program-lead")
                .get("/v1/pilots/" + UUID.randomUUID() + "/gates")
                .then()
                .statusCode(404);
    }

    @Test
    void makesNoPilotOfAProgrammeWhoseWeekFiveHasBegun() {
        var programme = stage.programme("2030-01-28");
        stage.known("2030-01-28T00:00:00Z");

        stage.post("program-lead", "/v1/pilots", Map.of("programme", programme.toString()))
                .statusCode(409)
                .body("type", equalTo("/problems/pilot-too-late"));
    }

    @Test
    void runsSeveralPilotsBesideEachOther() {
        var one = stage.pilot();
        var other = stage.pilot();
        stage.enter(one, PilotStage.numbers()).statusCode(200);

        stage.as("analyst")
                .get("/v1/pilots")
                .then()
                .statusCode(200)
                .body("items.programme", containsInAnyOrder(one.toString(), other.toString()))
                .body("items.find { it.programme == '" + one + "' }.missing", empty())
                .body("items.find { it.programme == '" + other + "' }.missing", hasItems("cohortMinimum"));
    }

    @Test
    void refusesNumbersTheRulebookDoesNotAllow() {
        var programme = stage.pilot();

        stage.enter(programme, Map.of("attendance", new BigDecimal("0.5"), "luck", BigDecimal.ONE))
                .statusCode(422)
                .body("type", equalTo("/problems/thresholds-faulty"))
                .body("faults.threshold", contains("attendance", "luck"));
    }

    @Test
    void locksTheNumbersForGood() {
        var programme = stage.pilot();
        stage.post("program-lead", "/v1/pilots/" + programme + ":lock", Map.of())
                .statusCode(409)
                .body("type", equalTo("/problems/thresholds-missing"));
        stage.enter(programme, PilotStage.numbers()).statusCode(200).body("missing", empty());

        stage.post("operations-owner", "/v1/pilots/" + programme + ":lock", Map.of())
                .statusCode(200)
                .body("lockedAt", equalTo("2030-03-01T00:00:00Z"))
                .body("lockedHash.length()", equalTo(64));

        stage.enter(programme, PilotStage.numbers())
                .statusCode(409)
                .body("type", equalTo("/problems/thresholds-locked"))
                .body("lockedHash", notNullValue());
    }

    @Test
    void losesNoChangeOfAnotherLead() {
        var programme = stage.pilot();
        stage.enter(programme, PilotStage.numbers()).statusCode(200);

        stage.as("program-lead")
                .header("If-Match", "\"1\"")
                .body(Map.of("thresholds", Map.of()))
                .put("/v1/pilots/" + programme + "/thresholds")
                .then()
                .statusCode(412);
    }

    @Test
    void saysHowThePlanStandsToExperience() {
        var programme = stage.pilot();

        stage.as("program-lead")
                .header("If-Match", "\"1\"")
                .body(PLAN)
                .put("/v1/pilots/" + programme + "/plan")
                .then()
                .statusCode(200)
                .body("plan.budget", equalTo(180_000))
                .body("overhead", equalTo("AS_EXPERIENCED"));
    }

    @Test
    void showsTheTemplate() {
        stage.as("steering")
                .get("/v1/pilot-template")
                .then()
                .statusCode(200)
                .body("weeks", hasSize(24))
                .body("weeks[5].criteria[0].of", equalTo("attendance"))
                .body("deliverables", hasSize(3))
                .body("benchmarks[0].value", equalTo(0.4f));
    }

    @Test
    void letsNobodyElseMakeOrReadPilots() {
        var programme = stage.pilot();

        stage.post("steering", "/v1/pilots", Map.of("programme", programme.toString()))
                .statusCode(403);
        stage.as("participant").get("/v1/pilots/" + programme).then().statusCode(403);
        new PilotStage(feed)
                .as("program-lead")
                .get("/v1/pilots/" + programme)
                .then()
                .statusCode(404);
    }
}
