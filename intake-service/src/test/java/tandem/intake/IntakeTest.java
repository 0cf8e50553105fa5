package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.IntakeEvent.IntakeSubmitted;
import tandem.events.IntakeEvent.ServiceDecided;
import tandem.events.IntakeId;
import tandem.events.Pathway;
import tandem.events.PersonId;
import tandem.events.ProfileState.MatchingProfile;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.runtime.actor.Roles;
import tandem.runtime.failure.Work;
import tandem.runtime.outbox.StateRenderer;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** What goals mean is for the leader to say, and only that counts. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class IntakeTest {

    private static final String INTAKE = "tandem.hr.intake-submitted.v1";

    private final Company acme = new Company();
    private final StateRenderer renderer;
    private final Work work;
    private ProgrammeId programme;
    private PersonId ada;

    IntakeTest(StateRenderer renderer, Work work) {
        this.renderer = renderer;
        this.work = work;
    }

    @BeforeEach
    void takesPart() {
        programme = acme.opens();
        ada = acme.participant(programme, "E1");
        acme.consents("E1", Purpose.MATCHING, true);
    }

    @Test
    void decidesNothingOnWordsAlone() {
        acme.accepted(INTAKE, inWords("I want to hand over more work."));

        assertThat(OutboxRows.events(acme.tenant(), IntakeSubmitted.class)).hasSize(1);
        assertThat(decided()).isEmpty();
        read(latest()).body("decision", nullValue()).body("goals[0].codes", empty());
        assertThat(profile().skillCodes()).isEmpty();
        assertThat(profile().behaviourCodes()).isEmpty();
        assertThat(profile().goals()).isNull();
    }

    @Test
    void decidesWhenTheLeaderSaysWhatTheWordsMean() {
        acme.accepted(INTAKE, inWords("I want to hand over more work."));

        confirm(latest(), "\"1\"", "DELEGATION")
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("decision", notNullValue())
                .body("goals[0].codes", contains("DELEGATION"));

        assertThat(decided()).containsExactly(Pathway.COACHING);
        assertThat(profile().behaviourCodes()).containsExactly("DELEGATION");
        assertThat(profile().goals()).isNotNull();
    }

    @Test
    void proposesWhatTheWordsMayMeanUntilTheLeaderHasSaidSo() {
        acme.accepted(INTAKE, inWords("I want to delegate more tasks to my team."));

        read(latest())
                .body("goals[0].proposals[0].code.code", equalTo("DELEGATION"))
                .body("goals[0].proposals[0].confidence", greaterThan(0.5f));
        confirm(latest(), "\"1\"", "DELEGATION").body("goals[0].proposals", empty());
    }

    @Test
    void proposesCodesWhileTheLeaderIsStillWriting() throws SQLException {
        acme.as(Roles.PARTICIPANT, ada)
                .body(Map.of("texts", List.of("CANARYWORDS: give better presentations", "I like hiking.")))
                .post("/v1/goal-codes:propose")
                .then()
                .statusCode(200)
                .body("edition", startsWith("2026.1+bge-small-en"))
                .body("goals[0].proposals.code.code", hasItem("PRESENTATION"))
                .body("goals[1].proposals", empty());

        assertThat(DraftTest.rowsWithCanaries()).isZero();
    }

    @Test
    void keepsWordsOutOfTheLog() {
        var heard = new ConcurrentLinkedQueue<String>();
        var root = org.jboss.logmanager.LogContext.getLogContext().getLogger("");
        var handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                heard.add(record.getMessage() + Arrays.toString(record.getParameters()) + record.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        root.addHandler(handler);
        try {
            acme.accepted(INTAKE, inWords("CANARYLOG delegate"));
            read(latest());
            acme.as(Roles.PARTICIPANT, ada).body("{\"texts\": [\"CANARYLOG").post("/v1/goal-codes:propose");
            acme.as(Roles.PARTICIPANT, ada).body(Map.of("texts", "CANARYLOG")).put("/v1/me/intake-draft");
        } finally {
            root.removeHandler(handler);
        }

        assertThat(heard).noneMatch(line -> line.contains("CANARYLOG"));
        assertThat(OutboxRows.of(acme.tenant()).toString()).doesNotContain("CANARYLOG");
    }

    @Test
    void decidesAnewWhenTheLeaderCorrectsWhatCounted() {
        acme.accepted(INTAKE, Company.intake("E1", programme, "HIGH_POTENTIAL", "BUDGET_PLANNING"));

        confirm(latest(), "\"1\"", "NETWORK_BUILDING").statusCode(200);

        assertThat(decided()).containsExactly(Pathway.COACHING, Pathway.MENTORING);
        assertThat(profile().skillCodes()).isEmpty();
        assertThat(profile().behaviourCodes()).containsExactly("NETWORK_BUILDING");
    }

    @Test
    void decidesOnceWhenNothingIsCorrected() {
        acme.accepted(INTAKE, Company.intake("E1", programme, "ROLE_CHANGE", "DELEGATION"));

        confirm(latest(), "\"1\"", "DELEGATION").statusCode(200).header("ETag", "\"1\"");

        assertThat(decided()).hasSize(1);
    }

    @Test
    void losesNoCorrectionOfAnotherWindow() {
        acme.accepted(INTAKE, inWords("I want to hand over more work."));
        var intake = latest();
        confirm(intake, "\"1\"", "DELEGATION");

        confirm(intake, "\"1\"", "FOCUS").statusCode(412);
        confirm(intake, null, "FOCUS").statusCode(428);
    }

    @Test
    void refusesCorrectionsThatLeaveNothingToDecideOn() {
        acme.accepted(INTAKE, inWords("I want to hand over more work."));

        confirm(latest(), "\"1\"", "").statusCode(422).body("errors.pointer", contains("/goals"));
        confirm(latest(), "\"1\"", "FOCUS", "DELEGATION").statusCode(422);
        confirm(latest(), "\"1\"", "MIND_READING").statusCode(422).body("type", equalTo("/problems/goal-code-unknown"));
    }

    @Test
    void correctsOnlyTheIntakeThatCounts() {
        acme.accepted(INTAKE, Company.intake("E1", programme, "ROLE_CHANGE", "DELEGATION"));
        var first = latest();
        acme.accepted(INTAKE, Company.intake("E1", programme, "ROLE_CHANGE", "FOCUS"));

        confirm(first, "\"1\"", "NETWORK_BUILDING")
                .statusCode(409)
                .body("type", equalTo("/problems/intake-superseded"));
    }

    @Test
    void showsAnIntakeToItsAuthorAlone() {
        acme.accepted(INTAKE, Company.intake("E1", programme, "ROLE_CHANGE", "DELEGATION"));
        var bo = acme.participant(programme, "E2");

        read(latest()).body("goals[0].text", equalTo("I want to delegation"));
        acme.as(Roles.PARTICIPANT, bo).get("/v1/intakes/" + latest()).then().statusCode(404);
        acme.lead().get("/v1/intakes/" + latest()).then().statusCode(403);
    }

    @Test
    void refusesAGoalThatSaysNothing() {
        var intake = Company.intake("E1", programme, "ROLE_CHANGE", "DELEGATION");
        intake.put("goals", List.of(Map.of("codes", List.of(), "text", "  ")));

        assertThat(acme.refused(INTAKE, intake)).isEqualTo("goal-empty");
    }

    @Test
    void asksForASecondApproverWhateverSideNamedTheRisk() {
        acme.as(Roles.PARTICIPANT, ada)
                .body(Map.of("formVersion", 1, "answers", withRisk()))
                .put("/v1/me/intake-draft");
        acme.as(Roles.PARTICIPANT, ada)
                .header("If-Match", "\"1\"")
                .post("/v1/me/intake-draft:submit")
                .then()
                .statusCode(201);

        assertThat(profile().roleRisks()).containsExactly("BUDGET_AUTHORITY", "PLATFORM_LEAD");
    }

    private static Map<String, Object> withRisk() {
        var answers = DraftTest.complete();
        answers.put("roleRisks", List.of("PLATFORM_LEAD", "BUDGET_AUTHORITY"));
        return answers;
    }

    private Map<String, Object> inWords(String text) {
        var intake = Company.intake("E1", programme, "ROLE_CHANGE");
        intake.put("goals", List.of(Map.of("codes", List.of(), "text", text)));
        return intake;
    }

    private IntakeId latest() {
        return OutboxRows.events(acme.tenant(), IntakeSubmitted.class).getLast().intake();
    }

    private List<Pathway> decided() {
        return OutboxRows.events(acme.tenant(), ServiceDecided.class).stream()
                .map(ServiceDecided::pathway)
                .toList();
    }

    private MatchingProfile profile() {
        return (MatchingProfile)
                work.inTransaction(acme.tenant(), () -> renderer.render(acme.tenant(), ada, Purpose.MATCHING))
                        .orElseThrow();
    }

    private ValidatableResponse read(IntakeId intake) {
        return acme.as(Roles.PARTICIPANT, ada)
                .get("/v1/intakes/" + intake)
                .then()
                .statusCode(200);
    }

    /** Each text is the codes of one goal, with spaces between. */
    private ValidatableResponse confirm(IntakeId intake, @Nullable String ifMatch, String... codes) {
        var goals = Arrays.stream(codes)
                .map(goal -> Map.of("codes", goal.isEmpty() ? List.of() : List.of(goal.split(" "))))
                .toList();
        var request = acme.as(Roles.PARTICIPANT, ada).body(Map.of("goals", goals));
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put("/v1/intakes/" + intake + "/goals")
                .then();
    }
}
