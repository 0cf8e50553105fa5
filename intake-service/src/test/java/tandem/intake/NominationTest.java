package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tandem.events.ImpactEvent.OnboardingResumed;
import tandem.events.ImpactEvent.OnboardingStopped;
import tandem.events.IntakeEvent.ParticipantEnrolled;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.intake.programme.NominationQueries;
import tandem.intake.programme.SeatJob;
import tandem.runtime.actor.Roles;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** From a name to a seat. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class NominationTest {

    private static final PersonId HR = new PersonId(UUID.fromString("6c8a1f6e-4b7e-4d0c-9d55-2f1f53a5a003"));

    private final Company acme = new Company();
    private final Following others;
    private final SeatJob seats;
    private final NominationQueries queries;
    private final Tenants tenants;
    private final Clock clock;

    NominationTest(
            Following others, SeatJob seats, NominationQueries queries, Tenants tenants, @ProgrammeTime Clock clock) {
        this.queries = queries;
        this.tenants = tenants;
        this.others = others;
        this.seats = seats;
        this.clock = clock;
    }

    @Test
    void leadsFromANameToAParticipant() {
        var programme = acme.opens();
        var ada = employee("E1");
        var nomination = nominated(programme, "E1");

        approve(nomination).statusCode(200).body("state", equalTo("INVITED")).body("answerBy", notNullValue());
        acme.as(Roles.PARTICIPANT, ada)
                .get("/v1/me/nominations")
                .then()
                .body("items.nomination", equalTo(List.of(nomination)));
        answer(nomination, ada, "accept").statusCode(200).body("state", equalTo("ACCEPTED"));

        assertThat(OutboxRows.events(acme.tenant(), ParticipantEnrolled.class))
                .containsExactly(new ParticipantEnrolled(programme, ada));
        answer(nomination, ada, "accept").statusCode(409).body("type", equalTo("/problems/nomination-state"));
    }

    @Test
    void namesEveryEmployeeOnce() {
        var programme = acme.opens();
        acme.participant(programme, "E1");
        acme.employs("E2");
        nominated(programme, "E2");

        nominate(programme, "E1", "E2", "NOBODY")
                .body("nominations.outcome", equalTo(List.of("ALREADY_IN", "ALREADY_NOMINATED", "REFUSED")))
                .body("nominations[2].problem", equalTo("employee-unknown"));
    }

    @Test
    void letsNobodyApproveThemselvesNorAnswerForAnother() {
        var programme = acme.opens();
        var ada = employee("E1");
        var bo = employee("E2");
        var wish = acme.as(Roles.PARTICIPANT, ada)
                .body(Map.of("programme", programme.toString()))
                .post("/v1/me/nominations")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("nomination");

        acme.as(Roles.PROGRAM_LEAD, ada)
                .post("/v1/nominations/" + wish + ":approve")
                .then()
                .statusCode(403);
        approve(wish).body("source", equalTo("SELF")).body("state", equalTo("INVITED"));
        answer(wish, bo, "accept").statusCode(404);
        answer(wish, bo, "decline").statusCode(404);
    }

    @Test
    void letsWaitWhoFindsNoSeatAndOffersTheNextFreeOne() {
        var plan = Company.plan();
        plan.put("cohortMaximum", 1);
        var programme = acme.opens(plan);
        var ada = employee("E1");
        var bo = employee("E2");
        var first = nominated(programme, "E1");
        var second = nominated(programme, "E2");

        approve(first).body("state", equalTo("INVITED"));
        approve(second).body("state", equalTo("WAITING"));
        acme.employs("E3");
        assertThat(acme.enrols(programme, "E3").getString("participants[0].problem"))
                .isEqualTo("cohort-full");
        answer(second, bo, "accept").statusCode(409);
        answer(first, ada, "decline").statusCode(200);
        seats.runUntil(clock.instant());

        answer(second, bo, "accept").statusCode(200).body("state", equalTo("ACCEPTED"));
    }

    @Test
    void givesASeatBackThatNobodyAnsweredFor() {
        var plan = Company.plan();
        plan.put("cohortMaximum", 1);
        var programme = acme.opens(plan);
        var ada = employee("E1");
        employee("E2");
        var first = nominated(programme, "E1");
        var second = nominated(programme, "E2");
        approve(first);
        approve(second);

        seats.runUntil(clock.instant().plus(Duration.ofDays(13)));
        assertThat(state(first)).isEqualTo("INVITED");
        seats.runUntil(clock.instant().plus(Duration.ofDays(15)));

        assertThat(state(first)).isEqualTo("LAPSED");
        assertThat(state(second)).isEqualTo("INVITED");
        answer(first, ada, "accept").statusCode(409);
    }

    @Test
    void bringsNobodyNearerWhileOnboardingIsStopped() {
        var programme = acme.opens();
        var ada = employee("E1");
        var bo = employee("E2");
        acme.employs("E3");
        var named = nominated(programme, "E1");
        var invited = nominated(programme, "E2");
        approve(invited);

        others.tell(acme.tenant(), new OnboardingStopped(programme, "DATA_QUALITY"));

        nominate(programme, "E3")
                .statusCode(409)
                .body("type", equalTo("/problems/onboarding-stopped"))
                .body("reason", equalTo("DATA_QUALITY"));
        approve(named).statusCode(409).body("type", equalTo("/problems/onboarding-stopped"));
        answer(invited, bo, "accept").statusCode(409).body("type", equalTo("/problems/onboarding-stopped"));
        assertThat(state(invited)).isEqualTo("INVITED");
        answer(named, ada, "decline").statusCode(200);

        others.tell(acme.tenant(), new OnboardingResumed(programme));

        answer(invited, bo, "accept").statusCode(200);
    }

    @Test
    void offersNoSeatWhileOnboardingIsStopped() {
        var plan = Company.plan();
        plan.put("cohortMaximum", 1);
        var programme = acme.opens(plan);
        var ada = employee("E1");
        employee("E2");
        var first = nominated(programme, "E1");
        var second = nominated(programme, "E2");
        approve(first);
        approve(second);
        answer(first, ada, "decline");
        others.tell(acme.tenant(), new OnboardingStopped(programme, "PARTICIPATION"));

        seats.runUntil(clock.instant());
        assertThat(state(second)).isEqualTo("WAITING");
        others.tell(acme.tenant(), new OnboardingResumed(programme));
        seats.runUntil(clock.instant());

        assertThat(state(second)).isEqualTo("INVITED");
    }

    @Test
    void keepsNothingOpenForWhoWantsNoPart() {
        var programme = acme.opens();
        employee("E1");
        acme.consents("E1", Purpose.PROGRAMME, true);
        var nomination = nominated(programme, "E1");
        approve(nomination);

        acme.consents("E1", Purpose.PROGRAMME, false);

        assertThat(state(nomination)).isEqualTo("DECLINED");
    }

    @Test
    void rejectsWithAReason() {
        var programme = acme.opens();
        employee("E1");
        var nomination = nominated(programme, "E1");

        acme.lead()
                .body(Map.of("reason", "WRONG_TIME"))
                .post("/v1/nominations/" + nomination + ":reject")
                .then()
                .statusCode(200)
                .body("state", equalTo("REJECTED"))
                .body("rejectReason", equalTo("WRONG_TIME"));
        acme.lead()
                .get("/v1/nominations?state=REJECTED&programme=" + programme)
                .then()
                .body("items", hasSize(1));
    }

    @Test
    void tellsHowFarRecruitingHasCome() {
        var programme = acme.opens();
        acme.participant(programme, "E1");
        employee("E2");
        approve(nominated(programme, "E2"));
        acme.accepted("tandem.hr.intake-submitted.v1", Company.intake("E1", programme, "ROLE_CHANGE", "DELEGATION"));

        acme.lead()
                .get("/v1/programmes/" + programme + "/recruitment")
                .then()
                .statusCode(200)
                .body("invited", equalTo(2))
                .body("unanswered", equalTo(1))
                .body("enrolled", equalTo(1))
                .body("intakesSubmitted", equalTo(1))
                .body("intakesOverdue", equalTo(0))
                .body("gate.met", equalTo(false))
                .body("gate.completion", equalTo(0.5f))
                .body("gate.missing", equalTo(List.of("INTAKE_COMPLETION")));
    }

    @Test
    void countsWhoSaidNoAndThenYesAsInvitedOnce() {
        var programme = acme.opens();
        var ada = employee("E1");
        for (var verb : List.of("decline", "decline", "accept")) {
            var nomination = nominated(programme, "E1");
            approve(nomination).statusCode(200);
            answer(nomination, ada, verb).statusCode(200);
        }
        var bo = employee("E2");
        for (int i = 0; i < 2; i++) {
            var nomination = nominated(programme, "E2");
            approve(nomination).statusCode(200);
            answer(nomination, bo, "decline").statusCode(200);
        }
        acme.accepted("tandem.hr.intake-submitted.v1", Company.intake("E1", programme, "ROLE_CHANGE", "DELEGATION"));

        acme.lead()
                .get("/v1/programmes/" + programme + "/recruitment")
                .then()
                .body("invited", equalTo(2))
                .body("declined", equalTo(1))
                .body("gate.completion", equalTo(0.5f));
    }

    @Test
    void countsAnIntakeAsOverdueAfterTheDaysOfThePolicy() {
        var programme = acme.opens();
        acme.participant(programme, "E1");

        assertThat(overdue(programme, Duration.ofDays(6))).isZero();
        assertThat(overdue(programme, Duration.ofDays(8))).isEqualTo(1);
    }

    @Test
    void showsNoNominationOfAnotherTenant() {
        var programme = acme.opens();
        employee("E1");
        var nomination = nominated(programme, "E1");

        new Company()
                .lead()
                .post("/v1/nominations/" + nomination + ":approve")
                .then()
                .statusCode(404);
    }

    private PersonId employee(String number) {
        acme.employs(number);
        return acme.person(number);
    }

    private ValidatableResponse nominate(ProgrammeId programme, String... numbers) {
        return acme.as(Roles.HR_PARTNER, HR)
                .body(Map.of("programme", programme.toString(), "employeeNumbers", List.of(numbers)))
                .post("/v1/nominations")
                .then();
    }

    private String nominated(ProgrammeId programme, String number) {
        return nominate(programme, number).statusCode(200).extract().jsonPath().getString("nominations[0].nomination");
    }

    private ValidatableResponse approve(String nomination) {
        return acme.lead().post("/v1/nominations/" + nomination + ":approve").then();
    }

    private ValidatableResponse answer(String nomination, PersonId person, String verb) {
        return acme.as(Roles.PARTICIPANT, person)
                .post("/v1/nominations/" + nomination + ":" + verb)
                .then();
    }

    private int overdue(ProgrammeId programme, Duration later) {
        return tenants.callAs(
                        acme.tenant(),
                        () -> queries.recruitment(programme, clock.instant().plus(later)))
                .orElseThrow()
                .intakesOverdue();
    }

    private String state(String nomination) {
        return acme.lead()
                .get("/v1/nominations")
                .jsonPath()
                .getString("items.find { it.nomination == '" + nomination + "' }.state");
    }
}
