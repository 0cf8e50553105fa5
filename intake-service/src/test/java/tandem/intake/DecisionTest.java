package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.events.IntakeEvent.ServiceDecided;
import tandem.events.Pathway;
import tandem.runtime.actor.Roles;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** Intakes, and what is decided on them. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class DecisionTest {

    private static final String INTAKE = "tandem.hr.intake-submitted.v1";

    private final Company acme = new Company();

    @Test
    void explainsADecisionWithTheVersionsItWasMadeUnder() {
        var programme = acme.opens();
        var ada = acme.participant(programme, "E1");
        acme.accepted(
                INTAKE, Company.intake("E1", programme, "PROMOTION_PATHWAY", "NETWORK_BUILDING", "EXECUTIVE_PRESENCE"));
        var decision = OutboxRows.events(acme.tenant(), ServiceDecided.class)
                .getFirst()
                .decision();

        acme.as(Roles.PARTICIPANT, ada)
                .get("/v1/decisions/" + decision)
                .then()
                .statusCode(200)
                .body("pathway", equalTo("COACHING_THEN_MENTORING"))
                .body("reasons.rule", hasItems("R25", "R31", "R32"))
                .body("reasons[0].text", startsWith("A career transition or promotion pathway is a mentor's work"))
                .body("wouldChange.what", hasItems("trigger", "goals", "tenure"))
                .body("ruleSetVersion", equalTo("2026.1"))
                .body("policyVersion", equalTo(1));
    }

    @Test
    void keepsExplainingAnOldDecisionWithItsOwnPolicyVersion() {
        var programme = acme.opens();
        acme.participant(programme, "E1");
        acme.accepted(INTAKE, Company.intake("E1", programme, "ROLE_CHANGE", "DELEGATION"));
        var policy = acme.lead()
                .get("/v1/programmes/" + programme + "/policies/1")
                .jsonPath()
                .getMap("policy");
        acme.lead()
                .body(policy)
                .post("/v1/programmes/" + programme + "/policies")
                .then()
                .statusCode(201);

        acme.accepted(INTAKE, Company.intake("E1", programme, "CAREER_TRANSITION", "CAREER_PLANNING"));

        acme.lead()
                .get("/v1/decisions?programme=" + programme)
                .then()
                .body("items.policyVersion", equalTo(List.of(1, 2)))
                .body("items.pathway", equalTo(List.of("COACHING", "MENTORING")));
    }

    @Test
    void givesANewHireAnOnboardingCoachUntilTheMentorIsLookedAtAgain() {
        var programme = acme.opens();
        var data = Company.employee("E1");
        data.put("hiredOn", "2998-01-01");
        acme.accepted("tandem.hr.employee-upserted.v1", data);
        acme.enrols(programme, "E1");

        acme.accepted(INTAKE, Company.intake("E1", programme, "CAREER_TRANSITION", "CAREER_PLANNING"));

        assertThat(OutboxRows.events(acme.tenant(), ServiceDecided.class))
                .singleElement()
                .satisfies(decided -> assertThat(decided.pathway()).isEqualTo(Pathway.ONBOARDING_COACHING));
        acme.lead()
                .get("/v1/decisions?programme=" + programme)
                .then()
                .body("items[0].mentorReviewOn", equalTo("3000-01-01"));
    }

    @Test
    void decidesTheSameWithoutAnythingOptional() {
        var programme = acme.opens();
        acme.participant(programme, "E1");
        acme.participant(programme, "E2");
        var full = Company.intake("E1", programme, "RETENTION_RISK", "VISIBILITY");
        var bare = Company.intake("E2", programme, "RETENTION_RISK", "VISIBILITY");
        bare.put("goals", List.of(Map.of("codes", List.of("VISIBILITY"))));
        bare.put("preferences", List.of());
        bare.put("availability", List.of());
        bare.put("confidentialityNeedHigh", false);

        acme.accepted(INTAKE, full);
        acme.accepted(INTAKE, bare);

        assertThat(OutboxRows.events(acme.tenant(), ServiceDecided.class))
                .extracting(ServiceDecided::pathway)
                .containsExactly(Pathway.MENTORING_WITH_COACHING, Pathway.MENTORING_WITH_COACHING);
    }

    @Test
    void showsAParticipantOnlyTheirOwn() {
        var programme = acme.opens();
        acme.participant(programme, "E1");
        var bo = acme.participant(programme, "E2");
        acme.accepted(INTAKE, Company.intake("E1", programme, "ROLE_CHANGE", "DELEGATION"));
        var hers = OutboxRows.events(acme.tenant(), ServiceDecided.class)
                .getFirst()
                .decision();

        acme.as(Roles.PARTICIPANT, bo).get("/v1/decisions/" + hers).then().statusCode(404);
        acme.as(Roles.PARTICIPANT, bo).get("/v1/decisions").then().body("items", hasSize(0));
    }

    @Test
    void refusesAnIntakeOfSomeoneNotEnrolled() {
        var programme = acme.opens();
        acme.employs("E1");

        assertThat(acme.refused(INTAKE, Company.intake("E1", programme, "ROLE_CHANGE", "DELEGATION")))
                .isEqualTo("not-enrolled");
    }

    @Test
    void refusesACodeTheVocabularyDoesNotKnow() {
        var programme = acme.opens();
        acme.participant(programme, "E1");

        assertThat(acme.refused(INTAKE, Company.intake("E1", programme, "ROLE_CHANGE", "MIND_READING")))
                .isEqualTo("goal-code-unknown");
    }

    @Test
    void refusesAnIntakeWithoutGoals() {
        var programme = acme.opens();
        acme.participant(programme, "E1");
        var intake = Company.intake("E1", programme, "ROLE_CHANGE");
        intake.put("goals", new ArrayList<>());

        assertThat(acme.refused(INTAKE, intake)).isEqualTo("invalid");
    }
}
