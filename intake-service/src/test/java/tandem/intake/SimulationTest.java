package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Roles;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** What would have been decided under another policy. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class SimulationTest {

    private static final String INTAKE = "tandem.hr.intake-submitted.v1";

    private final Company acme = new Company();

    @Test
    void saysWhichDecisionsADraftWouldTurnAndWhy() {
        var programme = programmeOf(3, 2);

        simulate(Roles.PROGRAM_LEAD, Map.of("policy", oneServiceOnly(programme), "programme", programme))
                .statusCode(200)
                .body("replayed", equalTo(5))
                .body("changed", equalTo(3))
                .body("hiddenBelow", equalTo(0))
                .body("counts.find { it.from == 'COACHING_THEN_MENTORING' }.to", equalTo("MENTORING"))
                .body("counts.find { it.from == 'COACHING_THEN_MENTORING' }.count", equalTo(3))
                .body("counts.find { it.from == 'COACHING' }.count", equalTo(2))
                .body("differences.items", hasSize(3))
                .body("differences.items[0].policyVersion", equalTo(1))
                .body("differences.items[0].before.reasons.rule", equalTo(List.of("R25", "R31", "R32")))
                .body("differences.items[0].after.pathway", equalTo("MENTORING"))
                .body("differences.items[0].after.reasons.rule", equalTo(List.of("R25")));
    }

    @Test
    void findsNothingDifferentUnderThePolicyTheDecisionsWereMadeUnder() {
        var programme = programmeOf(2, 2);

        simulate(Roles.HR_PARTNER, Map.of("programme", programme, "policyVersion", 1))
                .body("changed", equalTo(0))
                .body("differences.items", hasSize(0));
    }

    @Test
    void pagesThroughTheDifferencesWithTheSameCountsOnEveryPage() {
        var programme = programmeOf(3, 1);
        var question = new HashMap<String, Object>(
                Map.of("policy", oneServiceOnly(programme), "programme", programme, "limit", 2));

        var first = simulate(Roles.OPERATIONS_OWNER, question)
                .body("differences.items", hasSize(2))
                .extract()
                .jsonPath();
        question.put("cursor", first.getString("differences.next"));
        var second = simulate(Roles.OPERATIONS_OWNER, question)
                .body("differences.items", hasSize(1))
                .body("differences.next", nullValue())
                .extract()
                .jsonPath();

        assertThat(second.getList("counts")).isEqualTo(first.getList("counts"));
        assertThat(second.getList("differences.items.person"))
                .doesNotContainAnyElementsOf(first.getList("differences.items.person"));
    }

    @Test
    void writesNothingAndAnswersTheSameAgain() {
        var programme = programmeOf(2, 1);
        var question = Map.of("policy", oneServiceOnly(programme), "programme", programme);
        var told = OutboxRows.of(acme.tenant()).size();
        var decisions = acme.lead().get("/v1/decisions?programme=" + programme).asString();

        var first = simulate(Roles.PROGRAM_LEAD, question).extract().asString();
        var second = simulate(Roles.PROGRAM_LEAD, question).extract().asString();

        assertThat(second).isEqualTo(first);
        assertThat(OutboxRows.of(acme.tenant())).hasSize(told);
        assertThat(acme.lead().get("/v1/decisions?programme=" + programme).asString())
                .isEqualTo(decisions);
    }

    @Test
    void hidesSmallGroupsFromWhoMaySeeNobody() {
        var programme = programmeOf(2, 5);
        acme.publishes(programme, oneServiceOnly(programme));

        simulate(Roles.ANALYST, Map.of("programme", programme, "policyVersion", 2))
                .statusCode(200)
                .body("hiddenBelow", equalTo(5))
                .body("replayed", equalTo(7))
                .body("changed", nullValue())
                .body("counts.count", everyItem(nullValue()))
                .body("differences", nullValue());
    }

    @Test
    void keepsDraftsFromWhoMaySeeNobody() {
        var programme = programmeOf(1, 0);

        simulate(Roles.ANALYST, Map.of("policy", oneServiceOnly(programme), "programme", programme))
                .statusCode(422)
                .body("type", equalTo("/problems/simulation-refused"));
    }

    @Test
    void countsWhatAHumanDecidedAsUnchanged() {
        var programme = programmeOf(1, 0);
        var decision = acme.lead()
                .get("/v1/decisions?programme=" + programme)
                .jsonPath()
                .getString("items[0].decision");
        acme.lead()
                .body(Map.of("instead", "COACHING", "reason", "NO_CAPACITY"))
                .post("/v1/decisions/" + decision + ":except")
                .then()
                .statusCode(201);

        simulate(Roles.PROGRAM_LEAD, Map.of("policy", oneServiceOnly(programme), "programme", programme))
                .body("replayed", equalTo(1))
                .body("changed", equalTo(0));
    }

    @Test
    void asksForExactlyOnePolicy() {
        var programme = programmeOf(0, 0);

        simulate(Roles.PROGRAM_LEAD, Map.of("programme", programme)).statusCode(422);
        simulate(
                        Roles.PROGRAM_LEAD,
                        Map.of("programme", programme, "policyVersion", 1, "policy", oneServiceOnly(programme)))
                .statusCode(422);
        simulate(Roles.PROGRAM_LEAD, Map.of("programme", programme, "policyVersion", 7))
                .statusCode(404);
    }

    @Test
    void refusesADraftOutsideTheRulebook() {
        var programme = programmeOf(0, 0);

        simulate(
                        Roles.PROGRAM_LEAD,
                        Map.of(
                                "programme",
                                programme,
                                "policy",
                                Company.with(acme.policy(programme), "decision", "sprintMonths", 9)))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/decision/sprintMonths"));
    }

    @Test
    void replaysNothingOfAnotherTenant() {
        var theirs = new Company().opens();

        simulate(Roles.PROGRAM_LEAD, Map.of("programme", theirs, "policyVersion", 1))
                .statusCode(404);
    }

    /** Some people with goals for both services on a promotion pathway, and some with a performance gap. */
    private ProgrammeId programmeOf(int both, int coaching) {
        var programme = acme.opens();
        for (int i = 0; i < both + coaching; i++) {
            acme.participant(programme, "E" + i);
            acme.accepted(
                    INTAKE,
                    i < both
                            ? Company.intake(
                                    "E" + i, programme, "PROMOTION_PATHWAY", "NETWORK_BUILDING", "EXECUTIVE_PRESENCE")
                            : Company.intake("E" + i, programme, "PERFORMANCE_GAP", "DELEGATION"));
        }
        return programme;
    }

    private Map<String, Object> oneServiceOnly(ProgrammeId programme) {
        return Company.with(acme.policy(programme), "decision", "bothWhenNeedsDiffer", false);
    }

    private ValidatableResponse simulate(String role, Map<String, Object> question) {
        var body = new HashMap<>(question);
        body.computeIfPresent("programme", (key, programme) -> programme.toString());
        return acme.as(role)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/decisions:simulate")
                .then();
    }
}
