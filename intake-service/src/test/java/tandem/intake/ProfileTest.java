package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.events.ProfileState;
import tandem.events.ProfileState.CalendarProfile;
import tandem.events.ProfileState.ImpactProfile;
import tandem.events.ProfileState.MatchingProfile;
import tandem.events.ProfileState.ProgrammeProfile;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.events.Trigger;
import tandem.runtime.actor.Roles;
import tandem.runtime.embedding.SentenceEmbeddings;
import tandem.runtime.event.StateKey;
import tandem.runtime.failure.Work;
import tandem.runtime.outbox.StateRenderer;
import tandem.testing.RealParts;

/** What a purpose lets the others know at this moment. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class ProfileTest {

    private final Company acme = new Company();
    private final StateRenderer renderer;
    private final Work work;

    ProfileTest(StateRenderer renderer, Work work) {
        this.renderer = renderer;
        this.work = work;
    }

    @Test
    void tellsMatchingCodesLevelAvailabilityAndEmbedding() {
        var programme = acme.opens();
        acme.employs("BOSS");
        var ada = intake(programme, true);

        assertThat(rendered(ada, Purpose.MATCHING)).get().isInstanceOfSatisfying(MatchingProfile.class, profile -> {
            assertThat(profile.programme()).isEqualTo(programme);
            assertThat(profile.manager()).isEqualTo(acme.person("BOSS"));
            assertThat(profile.level()).isEqualTo(3);
            assertThat(profile.skillCodes()).containsExactly("BUDGET_PLANNING");
            assertThat(profile.behaviourCodes()).containsExactly("DELEGATION");
            assertThat(profile.trigger()).isEqualTo(Trigger.ROLE_CHANGE);
            assertThat(profile.availability()).hasSize(1);
            assertThat(profile.roleRisks()).containsExactly("BUDGET_AUTHORITY");
            assertThat(profile.goals())
                    .extracting(goals -> goals.vector().size())
                    .isEqualTo(SentenceEmbeddings.DIMENSIONS);
        });
    }

    /** R56. */
    @Test
    void tellsMatchingTheLastPromotionHrHas() {
        var ada = intake(acme.opens(), true);
        assertThat(((MatchingProfile) rendered(ada, Purpose.MATCHING).orElseThrow()).lastPromotedOn())
                .isNull();

        var promoted = Company.employee("E1");
        promoted.put("lastPromotedOn", "2029-04-01");
        promoted.put("effectiveOn", "2029-04-01");
        acme.accepted("tandem.hr.employee-upserted.v1", promoted);

        assertThat(((MatchingProfile) rendered(ada, Purpose.MATCHING).orElseThrow()).lastPromotedOn())
                .isEqualTo("2029-04-01");
    }

    @Test
    void tellsToWhomSomebodyReportsWhoTakesPart() {
        var programme = acme.opens();
        acme.employs("BOSS");
        var ada = intake(programme, false);
        acme.employs("E2");

        assertThat(rendered(ada, Purpose.PROGRAMME))
                .get()
                .isInstanceOfSatisfying(
                        ProgrammeProfile.class,
                        profile -> assertThat(profile.manager()).isEqualTo(acme.person("BOSS")));
        assertThat(rendered(acme.person("E2"), Purpose.PROGRAMME)).isEmpty();

        acme.consents("E1", Purpose.PROGRAMME, false);

        assertThat(rendered(ada, Purpose.PROGRAMME)).isEmpty();
    }

    @Test
    void embedsGoalsOnceMatchingIsAllowedLater() {
        var ada = intake(acme.opens(), false);
        assertThat(rendered(ada, Purpose.MATCHING)).isEmpty();

        acme.consents("E1", Purpose.MATCHING, true);

        assertThat(((MatchingProfile) rendered(ada, Purpose.MATCHING).orElseThrow()).goals())
                .isNotNull();
    }

    @Test
    void tellsNothingAfterAWithdrawal() {
        var ada = intake(acme.opens(), true);

        acme.consents("E1", Purpose.MATCHING, false);

        assertThat(rendered(ada, Purpose.MATCHING)).isEmpty();
    }

    @Test
    void tellsNothingOfSomeoneWhoLeftTheProgramme() {
        var ada = intake(acme.opens(), true);

        acme.consents("E1", Purpose.PROGRAMME, false);

        assertThat(rendered(ada, Purpose.MATCHING)).isEmpty();
    }

    @Test
    void keepsCovariatesOfSomeoneWhoLeftTheEmployer() {
        var ada = intake(acme.opens(), true);
        acme.consents("E1", Purpose.IMPACT, true);

        // stated on a later day than everything else: it is no late news of a leave before a return
        var left = acme.event("tandem.hr.employee-left.v1", Map.of("employeeNumber", "E1", "leftOn", "2020-06-01"));
        left.put("time", "2029-06-01T09:00:00Z");
        assertThat(acme.send(left).statusCode()).isEqualTo(202);

        assertThat(rendered(ada, Purpose.MATCHING)).isEmpty();
        assertThat(rendered(ada, Purpose.IMPACT))
                .get()
                .isInstanceOfSatisfying(
                        ImpactProfile.class,
                        profile -> assertThat(profile.tenureMonths()).isEqualTo(5));
    }

    @Test
    void tellsTheCalendarOnlyTheTimeZone() {
        acme.employs("E1");
        acme.consents("E1", Purpose.CALENDAR, true);
        var ada = acme.person("E1");

        assertThat(rendered(ada, Purpose.CALENDAR)).contains(new CalendarProfile(ada, 1, "Europe/Berlin"));
    }

    @Test
    void rendersManyInOneGo() {
        acme.employs("E1", "E2");
        acme.consents("E1", Purpose.CALENDAR, true);
        acme.consents("E2", Purpose.CALENDAR, true);
        acme.consents("E2", Purpose.IMPACT, true);
        var keys = List.of(
                new StateKey(acme.person("E1"), Purpose.CALENDAR),
                new StateKey(acme.person("E1"), Purpose.IMPACT),
                new StateKey(acme.person("E2"), Purpose.CALENDAR),
                new StateKey(acme.person("E2"), Purpose.IMPACT));

        var states = work.inTransaction(acme.tenant(), () -> renderer.renderAll(acme.tenant(), keys));

        assertThat(states).containsOnlyKeys(keys.get(0), keys.get(2), keys.get(3));
    }

    @Test
    void showsAPersonWhatGoesWhere() {
        var ada = intake(acme.opens(), true);

        acme.as(Roles.PARTICIPANT, ada)
                .get("/v1/visibility")
                .then()
                .statusCode(200)
                .body("purposes.find { it.purpose == 'MATCHING' }.granted", equalTo(true))
                .body("purposes.find { it.purpose == 'MATCHING' }.readers", contains("matching-service"))
                .body("purposes.find { it.purpose == 'CALENDAR' }.granted", equalTo(false))
                .body("purposes.find { it.purpose == 'CALENDAR' }.fields", contains("timeZone"));
    }

    private PersonId intake(ProgrammeId programme, boolean matching) {
        var data = Company.employee("E1");
        data.put("managerNumber", "BOSS");
        acme.accepted("tandem.hr.employee-upserted.v1", data);
        acme.enrols(programme, "E1");
        if (matching) {
            acme.consents("E1", Purpose.MATCHING, true);
        }
        acme.accepted(
                "tandem.hr.intake-submitted.v1",
                Company.intake("E1", programme, "ROLE_CHANGE", "DELEGATION", "BUDGET_PLANNING"));
        return acme.person("E1");
    }

    private Optional<ProfileState> rendered(PersonId person, Purpose purpose) {
        return work.inTransaction(acme.tenant(), () -> renderer.render(acme.tenant(), person, purpose));
    }
}
