package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tandem.events.IntakeEvent.ServiceDecided;
import tandem.events.Pathway;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.intake.intake.DecisionReviewJob;
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
    private final DecisionReviewJob reviews;

    DecisionTest(DecisionReviewJob reviews) {
        this.reviews = reviews;
    }

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

    @Test
    void looksAgainWhenTwoYearsAreOver() {
        var programme = acme.opens(Company.planUntil("3001-01-01"));
        var ada = newHire(programme, "E1");
        acme.accepted(INTAKE, Company.intake("E1", programme, "CAREER_TRANSITION", "CAREER_PLANNING"));

        reviews.runUntil(Instant.parse("2999-12-31T23:59:59Z"));
        assertThat(told()).containsExactly(Pathway.ONBOARDING_COACHING);
        reviews.runUntil(Instant.parse("3000-01-01T00:00:00Z"));
        reviews.runUntil(Instant.parse("3000-01-02T00:00:00Z"));

        assertThat(told()).containsExactly(Pathway.ONBOARDING_COACHING, Pathway.MENTORING);
        acme.as(Roles.PARTICIPANT, ada)
                .get("/v1/decisions")
                .then()
                .body("items.occasion", equalTo(List.of("INTAKE", "REVIEW")))
                .body("items[1].reasons.rule", equalTo(List.of("R25", "R30")))
                .body("items[1].reasons[1].text", containsString("24 months"));
    }

    @Test
    void looksAgainOnceAndSaysNothingWhereTheAnswerStays() {
        var programme = acme.opens(Company.planUntil("3001-01-01"));
        newHire(programme, "E1");
        acme.accepted(INTAKE, Company.intake("E1", programme, "CAREER_TRANSITION", "CAREER_PLANNING"));
        var onboarding = told(ServiceDecided::decision).getFirst();
        except(onboarding.toString(), "COACHING", "LEADER_WISH").statusCode(201);
        acme.accepted(INTAKE, Company.intake("E1", programme, "PERFORMANCE_GAP", "DELEGATION"));
        var policy = acme.policy(programme);
        acme.publishes(programme, Company.with(policy, "decision", "newHireDays", 0));
        acme.accepted(INTAKE, Company.intake("E1", programme, "PERFORMANCE_GAP", "DELEGATION"));
        var before = told();

        reviews.runUntil(Instant.parse("3000-01-01T00:00:00Z"));

        assertThat(told()).isEqualTo(before).endsWith(Pathway.COACHING);
    }

    @Test
    void looksNotAgainAtWhoHasLeftTheProgramme() {
        var programme = acme.opens(Company.planUntil("3001-01-01"));
        newHire(programme, "E1");
        acme.accepted(INTAKE, Company.intake("E1", programme, "CAREER_TRANSITION", "CAREER_PLANNING"));
        acme.consents("E1", Purpose.PROGRAMME, false);

        reviews.runUntil(Instant.parse("3000-01-01T00:00:00Z"));

        assertThat(told()).containsExactly(Pathway.ONBOARDING_COACHING);
    }

    @Test
    void letsAHumanDecideOtherwiseWithAReason() {
        var programme = acme.opens();
        newHire(programme, "E1");
        acme.accepted(INTAKE, Company.intake("E1", programme, "CAREER_TRANSITION", "CAREER_PLANNING"));
        var onboarding = told(ServiceDecided::decision).getFirst();

        except(onboarding.toString(), "MENTORING", "REHIRE")
                .statusCode(201)
                .body("pathway", equalTo("MENTORING"))
                .body("occasion", equalTo("EXCEPTION"))
                .body("exceptionReason", equalTo("REHIRE"))
                .body("replaces", equalTo(onboarding.toString()))
                .body("reasons.text", hasItem("A human decided otherwise: the new hire worked here before."));

        assertThat(told()).containsExactly(Pathway.ONBOARDING_COACHING, Pathway.MENTORING);
        except(onboarding.toString(), "COACHING", "LEADER_WISH")
                .statusCode(409)
                .body("type", equalTo("/problems/decision-replaced"));
    }

    @Test
    void refusesAnExceptionTheRulesDoNotKnow() {
        var programme = acme.opens();
        acme.participant(programme, "E1");
        acme.accepted(INTAKE, Company.intake("E1", programme, "CAREER_TRANSITION", "CAREER_PLANNING"));
        var decision = told(ServiceDecided::decision).getFirst();

        except(decision.toString(), "MENTORING_WITH_COACHING", "PARALLEL_NEEDED")
                .statusCode(422)
                .body("type", equalTo("/problems/exception-refused"))
                .body("detail", equalTo("Both services need goals for a coach and goals for a mentor."));
    }

    @Test
    void letsNobodyExceptThemselves() {
        var programme = acme.opens();
        var ada = acme.participant(programme, "E1");
        acme.accepted(INTAKE, Company.intake("E1", programme, "CAREER_TRANSITION", "CAREER_PLANNING"));

        acme.as(Roles.HR_PARTNER, ada)
                .body(Map.of("instead", "COACHING", "reason", "LEADER_WISH"))
                .post("/v1/decisions/" + told(ServiceDecided::decision).getFirst() + ":except")
                .then()
                .statusCode(403);
    }

    @Test
    void handsTheMatrixToOtherSystemsAsDiscreteRules() {
        var programme = acme.opens();

        acme.as(Roles.HRIS)
                .get("/v1/assignment-rules?programme=" + programme)
                .then()
                .statusCode(200)
                .body("ruleSetVersion", equalTo("2026.1"))
                .body("policyVersion", equalTo(1))
                .body("contentHash", startsWith("sha256:"))
                .body(
                        "rules.findAll { it.tenureDaysBelow == 90 }.pathway.unique()",
                        equalTo(List.of("ONBOARDING_COACHING")));
        var csv = acme.as(Roles.HRIS)
                .accept("text/csv")
                .get("/v1/assignment-rules?programme=" + programme)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(csv.lines())
                .startsWith("trigger,tenure_days_from,tenure_days_below,goals,skill_gap,pathway,first,then,rules,"
                        + "rule_set_version,policy_version")
                .contains(
                        "PERFORMANCE_GAP,548,,both,true,COACHING_THEN_MENTORING,COACHING,MENTORING,R24 R31 R32,2026.1,1");
    }

    private PersonId newHire(ProgrammeId programme, String number) {
        var data = Company.employee(number);
        data.put("hiredOn", "2998-01-01");
        acme.accepted("tandem.hr.employee-upserted.v1", data);
        acme.enrols(programme, number);
        return acme.person(number);
    }

    private ValidatableResponse except(String decision, String instead, String reason) {
        return acme.lead()
                .body(Map.of("instead", instead, "reason", reason))
                .post("/v1/decisions/" + decision + ":except")
                .then();
    }

    private List<Pathway> told() {
        return told(ServiceDecided::pathway);
    }

    private <T> List<T> told(Function<ServiceDecided, T> fact) {
        return OutboxRows.events(acme.tenant(), ServiceDecided.class).stream()
                .map(fact)
                .toList();
    }
}
