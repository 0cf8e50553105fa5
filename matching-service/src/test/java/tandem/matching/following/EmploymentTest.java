package tandem.matching.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.IntakeEvent.EmploymentChanged;
import tandem.events.IntakeEvent.EmploymentChanged.Aspect;
import tandem.events.IntakeEvent.EmploymentEnded;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.MatchProposed;
import tandem.events.MatchingEvent.ProviderHeld;
import tandem.events.MatchingEvent.ProviderQualified;
import tandem.events.MatchingEvent.WaitlistOffered;
import tandem.events.PersonId;
import tandem.events.ProfileState.MatchingProfile;
import tandem.events.RiskClass;
import tandem.events.Track;
import tandem.matching.Stage;
import tandem.matching.agreement.AgreementService;
import tandem.matching.engagement.EngagementQueries;
import tandem.matching.match.MatchProblems;
import tandem.matching.match.MatchQueries;
import tandem.matching.match.MatchService;
import tandem.matching.match.MatchState;
import tandem.matching.match.OverrideReason;
import tandem.matching.provider.ProviderService;
import tandem.matching.removal.RemovalService;
import tandem.matching.run.RunOutcome;
import tandem.matching.run.RunQueries.OutcomeView;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** What HR says of people's employment, from the manager to the exit and back, and what it does to matches. */
@QuarkusTest
@WithTestResource(RealParts.class)
class EmploymentTest {

    @Inject
    Stage stage;

    @Inject
    AgreementService agreements;

    @Inject
    MatchService matches;

    @Inject
    MatchQueries matchQueries;

    @Inject
    EngagementQueries engagements;

    @Inject
    ProviderService providers;

    @Inject
    RemovalService removals;

    @Inject
    @ProgrammeTime
    Clock clock;

    private Stage.Scene scene;
    private PersonId leader;
    private PersonId provider;

    @BeforeEach
    void open() {
        scene = stage.open();
        provider = scene.provider(2, "DATA_STRATEGY");
        leader = scene.leader(Track.COACHING);
    }

    @Test
    void proposesNobodyToALeaderOnLeaveAndSaysSo() {
        changed(leader, Aspect.LEAVE);

        assertThat(run().outcome()).isEqualTo(RunOutcome.ON_LEAVE);
        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class)).isEmpty();

        changed(leader, Aspect.RETURN);
        assertThat(run().outcome()).isEqualTo(RunOutcome.PROPOSED);
    }

    @Test
    void proposesNoProviderOnLeaveAndSaysSo() {
        changed(provider, Aspect.LEAVE);

        assertThat(against("PROVIDER_ON_LEAVE")).isEqualTo(1);
        assertThat(OutboxRows.events(scene.tenant, WaitlistOffered.class))
                .extracting(WaitlistOffered::reason)
                .containsExactly("PROVIDER_ON_LEAVE");

        changed(provider, Aspect.RETURN);
        assertThat(run().outcome()).isEqualTo(RunOutcome.PROPOSED);
    }

    @Test
    void refusesToChooseAProviderOnLeave() {
        var match = scene.reviewed(leader, Track.COACHING);
        var away = scene.provider(1, "DATA_STRATEGY");
        changed(away, Aspect.LEAVE);

        assertThatThrownBy(() ->
                        scene.as(() -> matches.override(match, away, OverrideReason.POLITICAL_CONTEXT, scene.lead)))
                .isInstanceOfSatisfying(Refused.class, refusal -> {
                    assertThat(refusal.type()).isEqualTo(MatchProblems.NOT_ELIGIBLE);
                    assertThat(refusal.detail()).contains("PROVIDER_ON_LEAVE");
                });
    }

    @Test
    void takesBackWhatNobodyHasApprovedForALeaderOnLeaveUntilTheReturn() {
        var reviewed = scene.reviewed(leader, Track.COACHING);

        changed(leader, Aspect.LEAVE);

        assertThat(state(reviewed)).isEqualTo(MatchState.WITHDRAWN);
        assertThatThrownBy(() -> scene.does(() -> matches.approve(reviewed, scene.lead)))
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.type()).isEqualTo(MatchProblems.WRONG_STATE));

        changed(leader, Aspect.RETURN);
        assertThat(run().outcome()).isEqualTo(RunOutcome.PROPOSED);
    }

    @Test
    void keepsWhatWasApprovedForALeaderOnLeave() {
        var approved = scene.approved(leader, Track.COACHING);

        changed(leader, Aspect.LEAVE);

        assertThat(state(approved)).isEqualTo(MatchState.APPROVED);
    }

    @Test
    void letsARunningEngagementGoOnThroughALeave() {
        var match = started();

        changed(leader, Aspect.LEAVE);
        changed(provider, Aspect.LEAVE);

        assertThat(endOf(match)).isNull();
    }

    @Test
    void proposesNobodyToWhoeverLeavesUntilTheReturn() {
        scene.hear(new EmploymentEnded(leader, today().plusDays(10)));
        assertThat(run().outcome()).isEqualTo(RunOutcome.EMPLOYMENT_ENDED);

        changed(leader, Aspect.RETURN);
        assertThat(run().outcome()).isEqualTo(RunOutcome.PROPOSED);
    }

    @Test
    void cancelsADepartureToldAheadWhenThePersonStays() {
        var match = started();
        var lastDay = today().plusDays(10);

        scene.hear(new EmploymentEnded(leader, lastDay));
        changed(leader, Aspect.RETURN);
        scene.does(() -> removals.depart(lastDay));

        assertThat(endOf(match)).isNull();
    }

    @Test
    void takesAProviderWhoReturnsIntoThePoolAgain() {
        scene.hear(new EmploymentEnded(provider, today().minusDays(1)));
        assertThat(against("PROVIDER_HELD")).isEqualTo(1);

        changed(provider, Aspect.RETURN);

        assertThat(run().outcome()).isEqualTo(RunOutcome.PROPOSED);
        assertThat(OutboxRows.events(scene.tenant, ProviderQualified.class)).hasSize(2);
    }

    @Test
    void keepsAProviderOnHoldWhoseHoldHasAnotherReason() {
        scene.does(() -> providers.hold(provider, "BELOW_GATE"));
        scene.hear(new EmploymentEnded(provider, today().minusDays(1)));

        changed(provider, Aspect.RETURN);

        assertThat(against("PROVIDER_HELD")).isEqualTo(1);
        assertThat(OutboxRows.events(scene.tenant, ProviderHeld.class))
                .containsExactly(new ProviderHeld(provider, "BELOW_GATE"));
        scene.does(() -> providers.release(provider, "BELOW_GATE"));
        assertThat(run().outcome()).isEqualTo(RunOutcome.PROPOSED);
    }

    @Test
    void endsWhatRunsWithTheEmployment() {
        var match = started();

        scene.hear(new EmploymentEnded(leader, today().minusDays(1)));

        assertThat(endOf(match)).isEqualTo(EndReason.EMPLOYMENT_ENDED);
    }

    @Test
    void rulesTheNewManagerOut() {
        assertThat(run().outcome()).isEqualTo(RunOutcome.PROPOSED);

        scene.hear(scene.profile(leader, 1, provider));
        changed(leader, Aspect.MANAGER);

        assertThat(against("LINE_MANAGER")).isEqualTo(1);
    }

    @Test
    void rulesAProviderOutWhoNowReportsToTheLeader() {
        scene.hear(scene.profile(provider, 1, leader));
        changed(provider, Aspect.MANAGER);

        assertThat(against("REPORTS_TO_LEADER")).isEqualTo(1);
    }

    @Test
    void asksForTwoApproversOnceTheRoleIsARisk() {
        assertThat(risk(scene.reviewed(leader, Track.COACHING))).isEqualTo(RiskClass.STANDARD);

        scene.hear(scene.profile(leader, 1, null, "EXECUTIVE_ROLE"));
        changed(leader, Aspect.ROLE);

        assertThat(risk(scene.reviewed(leader, Track.COACHING))).isEqualTo(RiskClass.HIGH);
    }

    @Test
    void asksForANewRunWhenTheLevelChangedSinceTheRanking() {
        var match = scene.reviewed(leader, Track.COACHING);

        scene.hear(promoted(scene.profile(leader, 1, null)));
        changed(leader, Aspect.LEVEL, Aspect.PROMOTION);

        assertThatThrownBy(() -> scene.does(() -> matches.approve(match, scene.lead)))
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.type()).isEqualTo(MatchProblems.STALE));
        scene.approved(leader, Track.COACHING);
    }

    private void changed(PersonId person, Aspect... aspects) {
        scene.hear(new EmploymentChanged(person, Set.of(aspects), today()));
    }

    private MatchState state(MatchId match) {
        return scene.as(() -> matchQueries.get(match, null)).state();
    }

    private OutcomeView run() {
        return scene.run(leader, Track.COACHING);
    }

    private int against(String rule) {
        return run().ruledOut().path(rule).asInt();
    }

    private RiskClass risk(MatchId match) {
        var ranking = scene.as(() -> matchQueries.get(match, null)).ranking();
        assertThat(ranking).isNotNull();
        return ranking.riskClass();
    }

    private MatchId started() {
        var match = scene.approved(leader, Track.COACHING);
        scene.does(() -> agreements.sign(match, actor(leader, Roles.PARTICIPANT), null));
        scene.does(() -> agreements.sign(match, actor(provider, Roles.PROVIDER), null));
        return match;
    }

    private Actor actor(PersonId person, String role) {
        return new Actor(scene.tenant, person, "test", Set.of(role));
    }

    private @Nullable EndReason endOf(MatchId match) {
        return scene.as(() -> engagements.get(new EngagementId(match.value()))).endReason();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static MatchingProfile promoted(MatchingProfile p) {
        return new MatchingProfile(
                p.person(),
                p.consentVersion(),
                p.programme(),
                p.manager(),
                p.level() + 1,
                p.tenureMonths(),
                p.timeZone(),
                p.availability(),
                p.skillCodes(),
                p.behaviourCodes(),
                p.trigger(),
                p.goals(),
                p.preferences(),
                p.confidentialityNeedHigh(),
                p.roleRisks(),
                null);
    }
}
