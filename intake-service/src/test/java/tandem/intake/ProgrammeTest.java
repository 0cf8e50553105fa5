package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.events.ImpactEvent.OnboardingResumed;
import tandem.events.ImpactEvent.OnboardingStopped;
import tandem.events.IntakeEvent.PolicyPublished;
import tandem.events.IntakeEvent.ProgrammeSignedOff;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.runtime.actor.Roles;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

/** Programmes, their policies, and who gets in. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class ProgrammeTest {

    private final Company acme = new Company();
    private final Following others;

    ProgrammeTest(Following others) {
        this.others = others;
    }

    @Test
    void opensUnderTheShippedPolicy() {
        var programme = acme.opens();

        assertThat(OutboxRows.events(acme.tenant(), PolicyPublished.class))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.policyVersion()).isEqualTo(1);
                    assertThat(told.contentHash()).startsWith("sha256:");
                    assertThat(told.terms().bookingSlaDays()).isEqualTo(7);
                    assertThat(told.terms().suppressionK()).isEqualTo(5);
                });
        acme.lead()
                .get("/v1/programmes/" + programme + "/policies/1")
                .then()
                .statusCode(200)
                .body("policy.decision.newHireDays", equalTo(90));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Our managers leave. Nobody knows why.",
                "Ask ada@example.com why our managers leave within a year.",
                "Call +49 30 1234567 about the managers who leave us.",
                "Too few",
                "Two lines\nare not one sentence."
            })
    void refusesAProblemThatIsNotOneSentenceFreeOfPersonalData(String problem) {
        var plan = Company.plan();
        plan.put("problem", problem);

        refusedPlan(plan).statusCode(422).body("type", equalTo("/problems/problem-sentence"));
    }

    @Test
    void refusesAProgrammeThatEndsBeforeItStarts() {
        var plan = Company.plan();
        plan.put("endsOn", "2020-01-01");

        refusedPlan(plan).statusCode(422).body("type", equalTo("/problems/window-refused"));
    }

    @Test
    void publishesTheNextPolicyVersion() {
        var programme = acme.opens();

        publish(programme, policy(6, 3)).statusCode(201).body("policyVersion", equalTo(2));

        assertThat(OutboxRows.events(acme.tenant(), PolicyPublished.class))
                .extracting(told -> told.terms().coachingMonths())
                .containsExactly(3, 6);
    }

    @Test
    void refusesACoachingTermOutsideThreeToSixMonths() {
        publish(acme.opens(), policy(12, 3)).statusCode(422).body("errors[0].pointer", equalTo("/coaching/months"));
    }

    @Test
    void refusesMoreThanThreeMenteesInAHighTouchCohort() {
        publish(acme.opens(), policy(3, 4)).statusCode(422).body("type", equalTo("/problems/policy-refused"));
    }

    @Test
    void refusesAMemberThePolicyDoesNotHave() {
        var text = policy(3, 3).replaceFirst("\\{", "{\"humanApproval\":false,");

        publish(acme.opens(), text).statusCode(422).body("type", equalTo("/problems/policy-refused"));
    }

    @Test
    void takesInAsManyAsTheCohortHolds() {
        var plan = Company.plan();
        plan.put("cohortMaximum", 2);
        var programme = acme.opens(plan);
        acme.employs("E1", "E2", "E3");

        var outcomes = acme.enrols(programme, "E1", "E2", "E3", "NOBODY");

        assertThat(outcomes.getList("participants.outcome"))
                .containsExactly("ENROLLED", "ENROLLED", "REFUSED", "REFUSED");
        assertThat(outcomes.getList("participants.problem"))
                .containsExactly(null, null, "cohort-full", "employee-unknown");
    }

    @Test
    void countsSomeoneEnrolledTwiceOnce() {
        var programme = acme.opens();
        acme.employs("E1");
        acme.enrols(programme, "E1");

        assertThat(acme.enrols(programme, "E1").getString("participants[0].outcome"))
                .isEqualTo("ALREADY_ENROLLED");
    }

    @Test
    void takesAPersonIntoOneProgrammeAtATime() {
        acme.participant(acme.opens(), "E1");

        assertThat(acme.enrols(acme.opens(), "E1").getString("participants[0].problem"))
                .isEqualTo("enrolled-elsewhere");
    }

    @Test
    void takesNobodyInWhileTheOwnerHasStoppedOnboarding() {
        var programme = acme.opens();
        acme.employs("E1");

        others.tell(acme.tenant(), new OnboardingStopped(programme, "DATA_QUALITY"));

        acme.lead()
                .body(Map.of("employeeNumbers", List.of("E1")))
                .post("/v1/programmes/" + programme + "/participants")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/onboarding-stopped"));

        others.tell(acme.tenant(), new OnboardingResumed(programme));

        assertThat(acme.enrols(programme, "E1").getString("participants[0].outcome"))
                .isEqualTo("ENROLLED");
    }

    @Test
    void recruitsNobodyBeforeLegalHasSignedOff() {
        var programme = acme.opensUnsigned(Company.plan());
        acme.employs("E1");

        acme.lead()
                .body(Map.of("employeeNumbers", List.of("E1")))
                .post("/v1/programmes/" + programme + "/participants")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/sign-off-missing"));
        acme.signsOff(programme);

        assertThat(acme.enrols(programme, "E1").getString("participants[0].outcome"))
                .isEqualTo("ENROLLED");
        acme.lead()
                .get("/v1/programmes/" + programme + "/sign-offs")
                .then()
                .body("documentHash", equalTo(List.of(Company.DOCUMENT)))
                .body("policyVersion", equalTo(List.of(1)));
        assertThat(OutboxRows.events(acme.tenant(), ProgrammeSignedOff.class))
                .containsExactly(new ProgrammeSignedOff(programme, Company.DOCUMENT));
    }

    @Test
    void letsOnlyDataProtectionSignOffAndOnlyADocument() {
        var programme = acme.opensUnsigned(Company.plan());
        var path = "/v1/programmes/" + programme + "/sign-offs";

        acme.lead()
                .body(Map.of("documentHash", Company.DOCUMENT))
                .post(path)
                .then()
                .statusCode(403);
        acme.as(Roles.DATA_PROTECTION, new PersonId(UUID.randomUUID()))
                .body(Map.of("documentHash", "looks good to me"))
                .post(path)
                .then()
                .statusCode(422);
    }

    @Test
    void comparesWithNobodyBeforeLegalHasSignedOff() {
        var programme = acme.opensUnsigned(Company.plan());
        acme.employs("E1");
        var granted = Company.consent("E1", Purpose.COMPARISON, true, acme.nextInstant());

        assertThat(acme.refused("tandem.hr.consent-recorded.v1", granted)).isEqualTo("comparison-off");
        acme.consents("E1", Purpose.COMPARISON, false);
        acme.signsOff(programme);

        acme.consents("E1", Purpose.COMPARISON, true);
    }

    @Test
    void changesWhatMayChangeForWhoHasSeenIt() {
        var programme = acme.opens();
        var seen = acme.lead().get("/v1/programmes/" + programme).header("ETag");

        change(programme, Map.of("cohortMaximum", 60), null).statusCode(428);
        var changed = change(programme, Map.of("cohortMaximum", 60), seen)
                .statusCode(200)
                .body("cohortMaximum", equalTo(60))
                .body("name", equalTo("Managers who stay"))
                .extract()
                .header("ETag");

        change(programme, Map.of("cohortMaximum", 70), seen)
                .statusCode(412)
                .body("type", equalTo("/problems/revision-changed"));
        change(programme, Map.of("problem", "Two. Sentences."), changed)
                .statusCode(422)
                .body("type", equalTo("/problems/problem-sentence"));
    }

    @Test
    void takesNoSeatAwayFromWhoHasOne() {
        var programme = acme.opens();
        acme.participant(programme, "E1");
        acme.participant(programme, "E2");
        var seen = acme.lead().get("/v1/programmes/" + programme).header("ETag");

        change(programme, Map.of("cohortMaximum", 1), seen)
                .statusCode(422)
                .body("type", equalTo("/problems/window-refused"));
    }

    @Test
    void showsThatOnboardingIsStoppedAndSinceWhen() {
        var programme = acme.opens();

        others.tell(acme.tenant(), new OnboardingStopped(programme, "PARTICIPATION"));
        acme.lead()
                .get("/v1/programmes/" + programme)
                .then()
                .body("stoppedBecause", equalTo("PARTICIPATION"))
                .body("stoppedAt", notNullValue());
        others.tell(acme.tenant(), new OnboardingResumed(programme));

        acme.lead()
                .get("/v1/programmes/" + programme)
                .then()
                .body("stoppedBecause", nullValue())
                .body("resumedAt", notNullValue());
    }

    @Test
    void showsHowFarItsPeopleHaveCome() {
        var programme = acme.opens();
        acme.participant(programme, "E1");
        acme.participant(programme, "E2");
        acme.accepted("tandem.hr.intake-submitted.v1", Company.intake("E1", programme, "ROLE_CHANGE", "DELEGATION"));

        acme.lead()
                .get("/v1/programmes/" + programme + "/funnel")
                .then()
                .body("enrolled", equalTo(2))
                .body("intakesSubmitted", equalTo(1))
                .body("intakeCompletion", equalTo(0.5f))
                .body("decided.COACHING", equalTo(1))
                .body("allowed.PROGRAMME", equalTo(2));
    }

    @Test
    void countsNoSmallGroupsForThoseWhoMaySeeNobody() {
        var programme = acme.opens();
        acme.participant(programme, "E1");
        acme.accepted("tandem.hr.intake-submitted.v1", Company.intake("E1", programme, "RETENTION_RISK", "DELEGATION"));

        acme.as(Roles.STEERING, acme.person("E1"))
                .get("/v1/programmes/" + programme + "/funnel")
                .then()
                .statusCode(200)
                .body("enrolled", equalTo(1))
                .body("decided", nullValue())
                .body("allowed", nullValue());
    }

    @Test
    void pagesThroughProgrammes() {
        acme.opens();
        acme.opens();
        acme.opens();

        var first = acme.lead()
                .get("/v1/programmes?limit=2")
                .then()
                .body("items", hasSize(2))
                .extract()
                .jsonPath();

        acme.lead()
                .get("/v1/programmes?limit=2&cursor=" + first.getString("next"))
                .then()
                .body("items", hasSize(1))
                .body("next", nullValue());
    }

    @Test
    void showsNoProgrammeOfAnotherTenant() {
        var theirs = new Company().opens();

        acme.lead().get("/v1/programmes/" + theirs).then().statusCode(404);
        acme.lead().get("/v1/programmes").then().body("items", hasSize(0));
    }

    @Test
    void answersARetryWithTheProgrammeOpenedFirst() {
        var token = Tokens.of(acme.tenant())
                .role(Roles.PROGRAM_LEAD)
                .person(UUID.fromString("6c8a1f6e-4b7e-4d0c-9d55-2f1f53a5a001"))
                .sign();
        var first = retried(token);

        assertThat(retried(token)).isEqualTo(first);
        acme.lead().get("/v1/programmes").then().body("items", hasSize(1));
    }

    private static String retried(String token) {
        return Company.call(token)
                .contentType("application/json")
                .header("Idempotency-Key", "one-and-the-same")
                .body(Company.plan())
                .post("/v1/programmes")
                .jsonPath()
                .getString("programme");
    }

    private ValidatableResponse change(ProgrammeId programme, Map<String, Object> change, @Nullable String ifMatch) {
        var request = acme.lead().body(change);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .patch("/v1/programmes/" + programme)
                .then();
    }

    private ValidatableResponse refusedPlan(Map<String, Object> plan) {
        return acme.lead().body(plan).post("/v1/programmes").then();
    }

    private ValidatableResponse publish(ProgrammeId programme, String policy) {
        return acme.lead()
                .body(policy)
                .post("/v1/programmes/" + programme + "/policies")
                .then();
    }

    private static String policy(int coachingMonths, int mentees) {
        return """
                {"decision":{"newHireDays":90,"mentorReviewMonths":24,"highPotentialMonths":18,"sprintMonths":3,
                 "bothWhenNeedsDiffer":true},
                 "coaching":{"months":%d,"cadenceDays":7,"sessionMinutes":60},
                 "mentoring":{"months":9,"cadenceDays":30},
                 "matching":{"weightProfile":"DEFAULT","maxMenteesPerMentor":%d},
                 "sessions":{"bookingSlaDays":7,"lateCancellationHours":24,"minimumEvidence":"ONE_SIDE"},
                 "privacy":{"suppressionK":5}}""".formatted(coachingMonths, mentees);
    }
}
