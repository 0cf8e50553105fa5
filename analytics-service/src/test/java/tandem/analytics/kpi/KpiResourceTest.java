package tandem.analytics.kpi;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.analytics.pilot.PilotStage;
import tandem.events.EvidenceTier;
import tandem.events.IntakeEvent.KpiObserved;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.runtime.sql.Feed;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class KpiResourceTest {
    private static final String MILESTONES = "MILESTONES_ON_SCHEDULE";

    @Inject
    @Feed
    Jdbi feed;

    private PilotStage stage;
    private ProgrammeId programme = new ProgrammeId(new UUID(0, 0));

    @BeforeEach
    void setTheStage() {
        stage = new PilotStage(feed);
        programme = stage.programme("2030-01-07");
        stage.known("2030-01-07T00:00:00Z");
    }

    private static Map<String, Object> kpi(int baseline, int target) {
        return new HashMap<>(Map.of(
                "about",
                "LEADER",
                "direction",
                "UP",
                "unit",
                "PERCENT",
                "owner",
                UUID.randomUUID().toString(),
                "feed",
                "JIRA",
                "everyDays",
                7,
                "baseline",
                baseline,
                "target",
                target));
    }

    private ValidatableResponse register(String kpi, Map<String, Object> definition) {
        return stage.as("program-lead")
                .body(definition)
                .put("/v1/programmes/" + programme + "/kpis/" + kpi)
                .then();
    }

    private ValidatableResponse measure(String leading, String lagging) {
        return stage.as("analyst")
                .body(Map.of("leading", leading, "lagging", lagging))
                .put("/v1/programmes/" + programme + "/interventions/COACHING")
                .then();
    }

    private PersonId leaderWithASession(String day) {
        var leader = stage.story().leader(programme);
        var engagement = stage.story().engagement(programme, leader, Track.COACHING, "2030-01-07");
        stage.story().heldSession(engagement, day + "T10:00:00Z", EvidenceTier.BOTH_SIDES);
        return leader;
    }

    private void observed(PersonId leader, String day) {
        stage.story()
                .tell(new KpiObserved(programme, leader, MILESTONES, BigDecimal.valueOf(65), LocalDate.parse(day)));
    }

    @Test
    void registersAKpiWithItsOwnerFeedAndTarget() {
        register(MILESTONES, kpi(62, 70))
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("definition.feed", equalTo("JIRA"))
                .body("definition.target", equalTo(70))
                .body("observedOn", nullValue())
                .body("stale", equalTo(true));
    }

    @Test
    void losesNoRegistrationOfAnother() {
        register(MILESTONES, kpi(62, 70)).statusCode(200);

        register(MILESTONES, kpi(62, 75)).statusCode(428);
        stage.as("program-lead")
                .header("If-Match", "\"1\"")
                .body(kpi(62, 75))
                .put("/v1/programmes/" + programme + "/kpis/" + MILESTONES)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("definition.target", equalTo(75));
    }

    @Test
    void refusesATargetThatIsReachedByDoingNothing() {
        register(MILESTONES, kpi(62, 62)).statusCode(422).body("type", equalTo("/problems/kpi-target"));
        var falling = kpi(62, 70);
        falling.put("direction", "DOWN");
        register(MILESTONES, falling).statusCode(422).body("type", equalTo("/problems/kpi-target"));
    }

    @Test
    void measuresATrackByOneLeadingAndOneLaggingFigure() {
        measure("attendance", MILESTONES)
                .statusCode(422)
                .body("type", equalTo("/problems/intervention-faulty"))
                .body("faults", contains("LAGGING_NOT_REGISTERED"));
        register(MILESTONES, kpi(62, 70)).statusCode(200);
        measure("completion", MILESTONES).statusCode(422).body("faults", contains("LEADING_IS_LAGGING"));
        measure("luck", MILESTONES).statusCode(422).body("faults", contains("LEADING_UNKNOWN"));

        measure("attendance", MILESTONES)
                .statusCode(200)
                .body("interventions", hasSize(1))
                .body("interventions[0].leading", equalTo("attendance"));
    }

    @Test
    void linksSessionsToWhatIsObservedInTime() {
        register(MILESTONES, kpi(62, 70)).statusCode(200);
        stage.known("2030-01-08T00:00:00Z");
        for (var i = 0; i < 5; i++) {
            observed(leaderWithASession("2030-02-01"), "2030-02-08");
        }
        observed(leaderWithASession("2030-02-02"), "2030-02-20");
        leaderWithASession("2030-02-27"); // still inside the days of the feed
        stage.known("2030-02-28T00:00:00Z");

        stage.as("steering")
                .get("/v1/programmes/" + programme + "/session-links")
                .then()
                .statusCode(200)
                .body("suppressed", equalTo(false))
                .body("linked", equalTo(5))
                .body("sessions", equalTo(6))
                .body("kpis[0].observedOn", equalTo("2030-02-20"))
                .body("kpis[0].daysOld", equalTo(9))
                .body("kpis[0].stale", equalTo(true));
        stage.as("operations-owner")
                .get("/v1/programmes/" + programme + "/session-links/unmatched")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].heldOn", equalTo("2030-02-02"))
                .body("items[0].lack", equalTo("NOT_OBSERVED"));
        stage.as("analyst")
                .get("/v1/programmes/" + programme + "/session-links/unmatched")
                .then()
                .statusCode(403);
    }

    @Test
    void knowsNoProgrammeItHasNotHeardOf() {
        var unknown = "/v1/programmes/" + UUID.randomUUID();
        stage.as("program-lead").get(unknown + "/kpis").then().statusCode(404);
        stage.as("program-lead").get(unknown + "/session-links").then().statusCode(404);
        stage.as("program-lead")
                .get(unknown + "/session-links/unmatched")
                .then()
                .statusCode(404);
        stage.as("program-lead")
                .body(kpi(62, 70))
                .put(unknown + "/kpis/" + MILESTONES)
                .then()
                .statusCode(404);
    }

    @Test
    void beginsWithWhatOthersMeasured() {
        stage.as("analyst")
                .get("/v1/kpi-catalogue")
                .then()
                .statusCode(200)
                .body("kpis", hasSize(10))
                .body("kpis.find { it.kpi == 'SPRINT_PLANNING_DELAY_HOURS' }.reported", equalTo("-25 %"))
                .body("kpis.kpi", hasItem("DECISION_LATENCY_DAYS"));
        stage.as("analyst").get("/v1/programmes/" + programme + "/kpis").then().body("kpis", empty());
    }
}
