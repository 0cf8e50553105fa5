package tandem.analytics.committee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.analytics.pilot.PilotStage;
import tandem.events.ImpactEvent.GateDecided;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.sql.Feed;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class CommitteeResourceTest {

    @Inject
    @Feed
    Jdbi feed;

    private final Map<Seat, PersonId> seats = new EnumMap<>(Seat.class);
    private PilotStage stage;

    @BeforeEach
    void setTheStage() {
        stage = new PilotStage(feed);
        for (var seat : Seat.values()) {
            seats.put(seat, new PersonId(UUID.randomUUID()));
        }
    }

    /** A pilot whose last week is over, put there as no clock of a test may go so far. */
    private ProgrammeId over() {
        var programme = stage.pilot();
        feed.useTransaction(handle -> handle.createUpdate(
                        "update pilots set starts_on = date '2029-09-03', weeks_evaluated = 24 where programme = :programme")
                .bind("programme", programme.value())
                .execute());
        seat(programme, 3).statusCode(200);
        return programme;
    }

    private ValidatableResponse seat(ProgrammeId programme, int quorum) {
        return stage.as("operations-owner")
                .body(Map.of("seats", names(), "quorum", quorum))
                .put("/v1/pilots/" + programme + "/committee")
                .then();
    }

    private Map<String, String> names() {
        return seats.entrySet().stream()
                .collect(Collectors.toMap(
                        seat -> seat.getKey().name(), seat -> seat.getValue().toString()));
    }

    private RequestSpecification on(Seat seat) {
        return stage.as(seat.role(), Objects.requireNonNull(seats.get(seat)));
    }

    private ValidatableResponse move(ProgrammeId programme, int week, String decision, Map<String, Object> terms) {
        return on(Seat.BUSINESS_SPONSOR)
                .body(Map.of(
                        "week", week, "decision", decision, "minutes", List.of("EVIDENCE_REVIEWED"), "terms", terms))
                .post("/v1/pilots/" + programme + "/motions")
                .then();
    }

    private String moved(ProgrammeId programme, int week, String decision, Map<String, Object> terms) {
        return move(programme, week, decision, terms).statusCode(201).extract().path("id");
    }

    private ValidatableResponse vote(ProgrammeId programme, String motion, Seat seat, String vote) {
        return on(seat).body(Map.of("vote", vote))
                .put("/v1/pilots/" + programme + "/motions/" + motion + "/vote")
                .then();
    }

    private ValidatableResponse conclude(ProgrammeId programme, String motion) {
        return on(Seat.OPERATIONS_OWNER)
                .body(Map.of())
                .post("/v1/pilots/" + programme + "/motions/" + motion + ":conclude")
                .then();
    }

    private static Map<String, Object> whole() {
        return new HashMap<>(
                Map.of("startsOn", "2030-04-01", "endsOn", "2030-09-15", "budget", 240_000, "currency", "EUR"));
    }

    @Test
    void seatsFivePeopleOnFiveSeats() {
        var programme = stage.pilot();

        seat(programme, 3).statusCode(200).header("ETag", "\"1\"").body("seats", hasSize(5));
        seat(programme, 3).statusCode(428);
    }

    @Test
    void refusesACommitteeThatIsNone() {
        var programme = stage.pilot();
        seats.put(Seat.HR_HEAD, Objects.requireNonNull(seats.get(Seat.BUSINESS_SPONSOR)));
        seats.remove(Seat.TRANSFORMATION_LEAD);

        seat(programme, 2)
                .statusCode(422)
                .body("type", equalTo("/problems/committee-faulty"))
                .body("faults", contains("EMPTY_TRANSFORMATION_LEAD", "ONE_PERSON_TWO_SEATS", "QUORUM_OUTSIDE_3_5"));
    }

    @Test
    void recordsADecisionOnceSignedAndForGood() throws JoseException {
        var programme = over();
        var motion = moved(programme, 12, "CONTINUE", Map.of());
        vote(programme, motion, Seat.HR_HEAD, "FOR").statusCode(204);
        vote(programme, motion, Seat.BUSINESS_SPONSOR, "AGAINST").statusCode(204);
        vote(programme, motion, Seat.BUSINESS_SPONSOR, "FOR").statusCode(204);
        vote(programme, motion, Seat.OPERATIONS_OWNER, "AGAINST").statusCode(204);

        var answer = conclude(programme, motion)
                .statusCode(200)
                .body("decisions[0].document.gate", equalTo("W12"))
                .body("decisions[0].document.decision", equalTo("CONTINUE"))
                .body("decisions[0].document.votes.BUSINESS_SPONSOR", equalTo("FOR"))
                .extract()
                .jsonPath();

        var signed = signed(answer.getString("decisions[0].signature"));
        assertThat(signed)
                .contains("\"decision\":\"CONTINUE\"")
                .doesNotContain(String.valueOf(seats.get(Seat.HR_HEAD)));
        assertThat(OutboxRows.events(stage.tenant(), GateDecided.class))
                .containsExactly(new GateDecided(programme, "W12", "CONTINUE", 2, 1, false));
        vote(programme, motion, Seat.HR_HEAD, "AGAINST")
                .statusCode(409)
                .body("type", equalTo("/problems/motion-closed"));
        move(programme, 12, "STOP", Map.of()).statusCode(409).body("type", equalTo("/problems/gate-decided"));
        stage.as("analyst")
                .get("/v1/pilots/" + programme + "/gates")
                .then()
                .body("gates[11].decision", equalTo("CONTINUE"));
    }

    private String signed(String signature) throws JoseException {
        var keys =
                new JsonWebKeySet(RestAssured.get("/v1/keys/" + stage.tenant()).asString());
        var jws = new JsonWebSignature();
        jws.setCompactSerialization(signature);
        jws.setKey(keys.getJsonWebKeys().getFirst().getKey());
        assertThat(jws.verifySignature()).isTrue();
        return jws.getPayload();
    }

    @Test
    void carriesNothingWithoutQuorumOrMajority() {
        var programme = over();
        var motion = moved(programme, 12, "PIVOT", Map.of());
        vote(programme, motion, Seat.HR_HEAD, "FOR").statusCode(204);

        conclude(programme, motion)
                .statusCode(409)
                .body("type", equalTo("/problems/motion-not-carried"))
                .body("faults", contains("QUORUM_MISSING"));
        vote(programme, motion, Seat.BUSINESS_SPONSOR, "AGAINST").statusCode(204);
        vote(programme, motion, Seat.TRANSFORMATION_LEAD, "ABSTAIN").statusCode(204);
        conclude(programme, motion).statusCode(409).body("faults", contains("NO_MAJORITY"));
    }

    @Test
    void letsTheOperationsOwnerVetoWhatCannotBeExecuted() {
        var programme = over();
        var motion = moved(programme, 12, "CONTINUE", Map.of());
        vote(programme, motion, Seat.HR_HEAD, "FOR").statusCode(204);

        on(Seat.OPERATIONS_OWNER)
                .body(Map.of("reason", "CAPACITY_MISSING"))
                .post("/v1/pilots/" + programme + "/motions/" + motion + ":veto")
                .then()
                .statusCode(204);

        conclude(programme, motion).statusCode(409).body("type", equalTo("/problems/motion-closed"));
        assertThat(OutboxRows.events(stage.tenant(), GateDecided.class))
                .containsExactly(new GateDecided(programme, "W12", "CONTINUE", 1, 0, true));
        stage.as("steering")
                .get("/v1/pilots/" + programme + "/motions")
                .then()
                .body("motions[0].vetoReason", equalTo("CAPACITY_MISSING"))
                .body("motions[0].carried", equalTo(false));
    }

    @Test
    void letsNobodyVoteWithoutASeat() {
        var programme = over();
        var motion = moved(programme, 12, "CONTINUE", Map.of());

        stage.as("steering")
                .body(Map.of("vote", "FOR"))
                .put("/v1/pilots/" + programme + "/motions/" + motion + "/vote")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/not-seated"));
        stage.as("program-lead", Objects.requireNonNull(seats.get(Seat.HR_HEAD)))
                .body(Map.of("vote", "FOR"))
                .put("/v1/pilots/" + programme + "/motions/" + motion + "/vote")
                .then()
                .statusCode(403);
    }

    @Test
    void wantsTimelineAndBudgetWhereTheScheduleDoes() {
        var programme = over();

        move(programme, 24, "ITERATE", Map.of())
                .statusCode(422)
                .body("type", equalTo("/problems/motion-faulty"))
                .body("faults", contains("BUDGET_MISSING", "TIMELINE_MISSING"));
        move(programme, 19, "SAME_BUDGET", Map.of()).statusCode(422).body("faults", contains("BUDGET_MISSING"));
        move(programme, 12, "SCALE", Map.of()).statusCode(422).body("faults", contains("NO_DECISION_OF_THIS_GATE"));
    }

    @Test
    void scalesNothingBeforeSessionsAreLinkedAndGatesCleared() {
        var programme = over();
        var motion = moved(programme, 24, "SCALE", whole());
        for (var seat : Seat.values()) {
            vote(programme, motion, seat, "FOR").statusCode(204);
        }

        conclude(programme, motion)
                .statusCode(409)
                .body("type", equalTo("/problems/scale-blocked"))
                .body("obstacles", hasSize(23))
                .body("obstacles.code", hasItem("SESSIONS_NOT_LINKED"));
        clear(programme);
        conclude(programme, motion)
                .statusCode(200)
                .body("decisions[0].document.terms.budget", equalTo(240_000))
                .body("decisions[0].document.terms.endsOn", equalTo("2030-09-15"));
    }

    /** Gates as they would be if all had gone well. */
    private void clear(ProgrammeId programme) {
        feed.useTransaction(handle -> handle.createUpdate("""
                        insert into gate_evaluations (tenant, programme, week, number, status, as_of, snapshot, content_hash, evaluated_at)
                        select :tenant, :programme, week, 1, 'GREEN', timestamptz '2030-02-01 00:00Z',
                               format('{"programme":"%s","template":"T","templateVersion":1,"gate":"W%s","asOf":"2030-02-01T00:00:00Z",'
                                   || '"status":"GREEN","reasons":[],"evidence":[],"mitigations":[]}', :programme, week),
                               repeat('0', 64), timestamptz '2030-02-01 00:00Z'
                        from generate_series(1, 23) week""")
                .bind("tenant", stage.tenant())
                .bind("programme", programme.value())
                .execute());
    }
}
