package tandem.analytics.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.analytics.CanonicalJson;
import tandem.analytics.pilot.PilotStage;
import tandem.events.EvidenceTier;
import tandem.events.GateStatus;
import tandem.events.ImpactEvent.GateEvaluated;
import tandem.events.IntakeEvent.ProgrammeSignedOff;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.runtime.sql.Feed;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class GateResourceTest {
    private static final String LATER = "2030-02-25T00:00:00Z";

    @Inject
    @Feed
    Jdbi feed;

    @Inject
    GateJob job;

    private PilotStage stage;

    @BeforeEach
    void setTheStage() {
        stage = new PilotStage(feed);
    }

    private ValidatableResponse evaluate(ProgrammeId programme, int week) {
        return stage.post("program-lead", gate(programme, week) + ":evaluate", Map.of())
                .statusCode(201);
    }

    private ValidatableResponse evaluate(ProgrammeId programme, int week, String asOf) {
        return stage.post("program-lead", gate(programme, week) + ":evaluate", Map.of("asOf", asOf))
                .statusCode(201);
    }

    private static String gate(ProgrammeId programme, int week) {
        return "/v1/pilots/" + programme + "/gates/" + week;
    }

    private ValidatableResponse sign(String role, ProgrammeId programme, int week, Map<String, Object> signOff) {
        return stage.post(role, gate(programme, week) + "/sign-offs", signOff);
    }

    private ValidatableResponse says(String role, ProgrammeId programme, String criterion, boolean holds) {
        return sign(role, programme, 1, Map.of("criterion", criterion, "holds", holds));
    }

    private void enrol(ProgrammeId programme, int leaders) {
        for (var i = 0; i < leaders; i++) {
            stage.story().leader(programme);
        }
        stage.known("2030-02-12T00:00:00Z");
    }

    @Test
    void listsTheTwentyFourGatesBeforeAnyWasEvaluated() {
        var programme = stage.pilot();

        stage.as("steering")
                .get("/v1/pilots/" + programme + "/gates")
                .then()
                .statusCode(200)
                .body("gates", hasSize(24))
                .body("gates[0].gate", equalTo("W1"))
                .body("gates[0].ends", equalTo("2030-02-11T00:00:00Z"))
                .body("gates[0].latest", nullValue());
    }

    @Test
    void readsTheStoreAndSaysWhatItSaw() {
        var programme = stage.pilot();
        enrol(programme, 6);
        stage.enter(programme, PilotStage.numbers());

        evaluate(programme, 2)
                .body("snapshot.status", equalTo("RED"))
                .body("snapshot.reasons", hasSize(1))
                .body("snapshot.reasons[0].criterion", equalTo("COHORT_LARGE_ENOUGH"))
                .body("snapshot.evidence[0].value", equalTo(6))
                .body("snapshot.evidence[0].threshold", equalTo(20))
                .body("snapshot.evidence[0].outcome", equalTo("PARTLY"))
                .body("snapshot.evidence[2].of", equalTo("intake_completion"))
                .body("snapshot.evidence[2].version", equalTo(1))
                .body("snapshot.evidence[2].numerator", equalTo(6))
                .body("snapshot.evidence[2].n", equalTo(6))
                .body("snapshot.evidence[2].outcome", equalTo("MET"));
    }

    @Test
    void isGreenWithAFullCohort() {
        var programme = stage.pilot();
        enrol(programme, 20);
        stage.enter(programme, PilotStage.numbers());

        evaluate(programme, 2).body("snapshot.status", equalTo("GREEN")).body("snapshot.reasons", empty());
        assertThat(OutboxRows.events(stage.tenant(), GateEvaluated.class))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.gate()).isEqualTo("W2");
                    assertThat(told.status()).isEqualTo(GateStatus.GREEN);
                    assertThat(told.evidence()).hasSize(3);
                });
    }

    @Test
    void hasNoNumberToHoldTheCohortAgainstBeforeSomebodyGaveOne() {
        var programme = stage.pilot();
        enrol(programme, 20);

        evaluate(programme, 2)
                .body("snapshot.status", equalTo("RED"))
                .body("snapshot.reasons[0].code", equalTo("THRESHOLD_MISSING"));
    }

    @Test
    void standsOnNoFigureAboutTooFew() {
        var programme = stage.pilot();
        enrol(programme, 3);
        stage.enter(programme, PilotStage.numbers());

        evaluate(programme, 2)
                .body("snapshot.status", equalTo("RED"))
                .body("snapshot.evidence[2].outcome", equalTo("HIDDEN"))
                .body("snapshot.evidence[2].value", nullValue())
                .body("snapshot.evidence[2].n", nullValue());
    }

    @Test
    void waitsForWeeksThatAreNotOver() {
        var programme = stage.pilot();

        evaluate(programme, 4).body("snapshot.status", equalTo("UNDECIDED"));
        evaluate(programme, 9)
                .body("snapshot.status", equalTo("UNDECIDED"))
                .body("snapshot.reasons[0].code", equalTo("WEEK_NOT_BEGUN"));
    }

    @Test
    void takesWhatNoMetricKnowsFromThoseWhoAnswerForIt() {
        var programme = stage.pilot();
        stage.story().tell(new ProgrammeSignedOff(programme, "0".repeat(64)));
        stage.known("2030-02-05T00:00:00Z");
        says("program-lead", programme, "KPI_OWNERS_IDENTIFIED", true).statusCode(201);
        evaluate(programme, 1)
                .body("snapshot.status", equalTo("RED"))
                .body("snapshot.reasons.criterion", equalTo(List.of("DATA_FEEDS_CONFIRMED")));

        says("analyst", programme, "DATA_FEEDS_CONFIRMED", true).statusCode(201);

        evaluate(programme, 1).body("snapshot.status", equalTo("GREEN"));
        says("analyst", programme, "DATA_FEEDS_CONFIRMED", false).statusCode(201);
        evaluate(programme, 1).body("snapshot.status", equalTo("RED"));
    }

    @Test
    void letsNobodySignOffForAnotherRole() {
        var programme = stage.pilot();

        says("program-lead", programme, "DATA_FEEDS_CONFIRMED", true)
                .statusCode(403)
                .body("type", equalTo("/problems/sign-off-not-yours"));
        says("data-protection", programme, "LEGAL_SIGN_OFF", true)
                .statusCode(422)
                .body("type", equalTo("/problems/criterion-unknown"));
        says("program-lead", programme, "GOOD_WEATHER", true)
                .statusCode(422)
                .body("type", equalTo("/problems/criterion-unknown"));
    }

    @Test
    void asksHowManyCaseStudiesThereAre() {
        var programme = stage.pilot();

        sign("program-lead", programme, 18, Map.of("criterion", "CASE_STUDIES_DRAFTED", "holds", true))
                .statusCode(422)
                .body("type", equalTo("/problems/sign-off-amount"));
        sign("program-lead", programme, 18, Map.of("criterion", "CASE_STUDIES_DRAFTED", "holds", true, "amount", 2))
                .statusCode(201);
        stage.as("analyst")
                .get(gate(programme, 18))
                .then()
                .body("signOffs[0].amount", equalTo(2))
                .body("signOffs[0].role", equalTo("program-lead"));
    }

    @Test
    void isAmberWhileSomebodyAnswersForWhatIsMissing() {
        var programme = stage.pilot();
        says("program-lead", programme, "KPI_OWNERS_IDENTIFIED", true).statusCode(201);
        says("analyst", programme, "DATA_FEEDS_CONFIRMED", true).statusCode(201);
        var owner = new PersonId(UUID.randomUUID());

        String mitigation = stage.post(
                        "operations-owner",
                        gate(programme, 1) + "/mitigations",
                        Map.of(
                                "criterion", "LEGAL_SIGN_OFF",
                                "measure", "FOLLOW_UP",
                                "owner", owner.toString(),
                                "dueOn", "2030-03-08"))
                .statusCode(201)
                .extract()
                .path("id");

        evaluate(programme, 1)
                .body("snapshot.status", equalTo("AMBER"))
                .body("snapshot.mitigations[0].dueOn", equalTo("2030-03-08"));
        stage.as("steering").get(gate(programme, 1)).then().body("mitigations[0].owner", equalTo(owner.toString()));
        stage.post("program-lead", gate(programme, 1) + "/mitigations/" + mitigation + ":close", Map.of())
                .statusCode(204);
        evaluate(programme, 1).body("snapshot.status", equalTo("RED"));
        stage.post("program-lead", gate(programme, 1) + "/mitigations/" + mitigation + ":close", Map.of())
                .statusCode(409)
                .body("type", equalTo("/problems/mitigation-closed"));
    }

    @Test
    void takesNoMitigationThatIsDueAlready() {
        var programme = stage.pilot();

        stage.post(
                        "program-lead",
                        gate(programme, 1) + "/mitigations",
                        Map.of(
                                "criterion", "LEGAL_SIGN_OFF",
                                "measure", "FOLLOW_UP",
                                "owner", UUID.randomUUID().toString(),
                                "dueOn", "2030-03-01"))
                .statusCode(422)
                .body("type", equalTo("/problems/mitigation-due"));
    }

    @Test
    void comesToTheSameForTheSameMomentWhateverIsHeardLaterAndInWhateverOrder() {
        var programme = stage.pilot();
        stage.enter(programme, PilotStage.numbers());
        enrol(programme, 7);
        var moments = new ArrayList<>(List.of("2030-02-12T00:00:00Z", "2030-02-18T00:00:00Z", LATER));
        var first = new HashMap<String, String>();
        for (var moment : moments) {
            first.put(moment, evaluate(programme, 2, moment).extract().path("contentHash"));
        }
        var random = new Random(11);
        for (var round = 0; round < 4; round++) {
            for (var i = random.nextInt(3); i >= 0; i--) {
                var leader = stage.story().leader(programme);
                var engagement = stage.story().engagement(programme, leader, Track.COACHING, "2030-02-11");
                stage.story().heldSession(engagement, "2030-02-13T10:00:00Z", EvidenceTier.BOTH_SIDES);
            }
            stage.known("2030-02-26T00:00:00Z");
            Collections.shuffle(moments, random);
            for (var moment : moments) {
                evaluate(programme, 2, moment).body("contentHash", equalTo(first.get(moment)));
            }
        }
        assertThat(OutboxRows.events(stage.tenant(), GateEvaluated.class)).hasSize(3);
    }

    @Test
    void keepsTheVeryTextThatItsHashIsOf() {
        var programme = stage.pilot();
        evaluate(programme, 1);

        var kept = feed.withHandle(handle -> handle.createQuery(
                        "select snapshot, content_hash from gate_evaluations where tenant = :tenant")
                .bind("tenant", stage.tenant())
                .mapToMap()
                .one());

        assertThat(CanonicalJson.hash(String.valueOf(kept.get("snapshot")))).isEqualTo(kept.get("content_hash"));
    }

    @Test
    void refusesAMomentThatHasNotCome() {
        var programme = stage.pilot();

        stage.post("program-lead", gate(programme, 1) + ":evaluate", Map.of("asOf", "2030-03-02T00:00:00Z"))
                .statusCode(422);
        stage.post("program-lead", gate(programme, 25) + ":evaluate", Map.of()).statusCode(404);
        stage.as("analyst").get(gate(programme, 1) + "/evaluations/9").then().statusCode(404);
    }

    @Test
    void evaluatesEachGateWhenItsWeekIsOverAndLocksTheNumbersWithWeekFive() {
        var programme = stage.pilot();
        stage.enter(programme, PilotStage.numbers());

        job.runUntil(Instant.parse("2030-03-04T00:00:00Z"));
        job.runUntil(Instant.parse("2030-03-04T00:00:00Z"));

        stage.as("steering")
                .get("/v1/pilots/" + programme + "/gates")
                .then()
                .body("gates.findAll { it.latest != null }.gate", equalTo(List.of("W1", "W2", "W3", "W4")))
                .body("gates[3].latest.asOf", equalTo("2030-03-04T00:00:00Z"))
                .body("gates[3].latest.number", equalTo(1));
        stage.as("steering")
                .get("/v1/pilots/" + programme)
                .then()
                .body("lockedAt", equalTo("2030-03-04T00:00:00Z"))
                .body("lockedHash", notNullValue());
        stage.as("steering")
                .get(gate(programme, 4) + "/evaluations/1")
                .then()
                .body("snapshot.agreement", notNullValue())
                .body("snapshot.evidence.find { it.criterion == 'THRESHOLDS_LOCKED' }.outcome", equalTo("MET"));
    }

    @Test
    void locksNothingThatIsNotComplete() {
        var programme = stage.pilot();
        stage.enter(programme, Map.of("cohortMinimum", BigDecimal.valueOf(20)));

        job.runUntil(Instant.parse("2030-03-04T00:00:00Z"));

        stage.as("steering").get("/v1/pilots/" + programme).then().body("lockedAt", nullValue());
    }
}
