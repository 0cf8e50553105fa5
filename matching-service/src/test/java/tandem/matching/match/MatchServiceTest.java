package tandem.matching.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.IntakeEvent.ErasureRequested;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.MatchApproved;
import tandem.events.MatchingEvent.MatchOverridden;
import tandem.events.MatchingEvent.MatchProposed;
import tandem.events.MatchingEvent.MatchRejected;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.RemovalId;
import tandem.events.RiskClass;
import tandem.events.Track;
import tandem.matching.Stage;
import tandem.matching.run.RunOutcome;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.problem.ProblemType;
import tandem.runtime.problem.Refused;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class MatchServiceTest {

    @Inject
    Stage stage;

    @Inject
    MatchService service;

    @Inject
    MatchQueries queries;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void approvesAReviewedMatchAndTellsIt() {
        scene.provider(1, "DATA_STRATEGY");
        var leader = scene.leader(Track.COACHING);

        var match = scene.approved(leader, Track.COACHING);

        assertThat(view(match).state()).isEqualTo(MatchState.APPROVED);
        assertThat(OutboxRows.events(scene.tenant, MatchApproved.class))
                .singleElement()
                .satisfies(approved -> assertThat(approved.approvals()).isEqualTo(1));
    }

    @Test
    void keepsTheRulesAMatchWasMadeUnderWhateverIsDecidedLater() {
        scene.provider(1, "DATA_STRATEGY");
        var leader = scene.leader(Track.COACHING);
        var match = scene.reviewed(leader, Track.COACHING);
        var before = follows(match);

        var other = scene.provider(1, "CLOUD_MIGRATION");
        scene.decided(leader, List.of("R28", "R31"), "2", Track.COACHING);
        var chosen = scene.as(() -> service.override(match, other, OverrideReason.CULTURAL_FIT, scene.lead));

        assertThat(before.rules()).containsExactly("R24");
        assertThat(before.ruleSetVersion()).isEqualTo("1");
        assertThat(follows(match)).isEqualTo(before);
        assertThat(follows(chosen).rules()).containsExactly("R28", "R31");
        assertThat(follows(chosen).ruleSetVersion()).isEqualTo("2");
        assertThat(follows(chosen).decision()).isNotEqualTo(before.decision());
    }

    @Test
    void forgetsTheDecisionAboutALeaderWhoIsErased() {
        scene.provider(1, "DATA_STRATEGY");
        var leader = scene.leader(Track.COACHING);
        var match = scene.approved(leader, Track.COACHING);

        scene.hear(new ErasureRequested(leader, new RemovalId(UUID.randomUUID()), UUID.randomUUID()));

        assertThat(Objects.requireNonNull(view(match).ranking()).follows()).isNull();
    }

    @Test
    void refusesToApproveWhatNobodyReviewed() {
        scene.provider(1, "DATA_STRATEGY");
        var match = scene.run(scene.leader(Track.COACHING), Track.COACHING)
                .proposals()
                .getFirst()
                .match();

        refused(MatchProblems.WRONG_STATE, () -> approve(match, scene.lead));
    }

    @Test
    void closesTheOtherProposalsOfTheLeaderOnApproval() {
        scene.provider(1, "DATA_STRATEGY");
        scene.provider(1, "CLOUD_MIGRATION");
        var leader = scene.leader(Track.COACHING);
        var proposals = scene.run(leader, Track.COACHING).proposals();
        var first = proposals.getFirst().match();
        scene.does(() -> service.review(first));

        approve(first, scene.lead);

        assertThat(view(proposals.getLast().match()).state()).isEqualTo(MatchState.SUPERSEDED);
    }

    @Test
    void refusesTheLeaderAsApprover() {
        scene.provider(1, "DATA_STRATEGY");
        var leader = scene.leader(Track.COACHING);
        var match = scene.reviewed(leader, Track.COACHING);

        refused(MatchProblems.NOT_INDEPENDENT, () -> approve(match, lead(leader)));
    }

    @Test
    void refusesTheProviderAsApprover() {
        var provider = scene.provider(1, "DATA_STRATEGY");
        var match = scene.reviewed(scene.leader(Track.COACHING), Track.COACHING);

        refused(MatchProblems.NOT_INDEPENDENT, () -> approve(match, lead(provider)));
    }

    @Test
    void wantsTwoApproversForAHighRisk() {
        scene.provider(1, "DATA_STRATEGY");
        var match = highRisk();

        approve(match, scene.lead);
        assertThat(view(match).state()).isEqualTo(MatchState.REVIEWED);
        refused(MatchProblems.APPROVED_ALREADY, () -> approve(match, scene.lead));
        approve(match, scene.person(Roles.HR_PARTNER));

        assertThat(view(match).state()).isEqualTo(MatchState.APPROVED);
        assertThat(OutboxRows.events(scene.tenant, MatchApproved.class))
                .singleElement()
                .satisfies(approved -> assertThat(approved.approvals()).isEqualTo(2));
    }

    @Test
    void refusesTwoProgrammeLeadsForAHighRisk() {
        scene.provider(1, "DATA_STRATEGY");
        var match = highRisk();
        approve(match, scene.lead);

        refused(MatchProblems.SECOND_OFFICE_MISSING, () -> approve(match, scene.person(Roles.PROGRAM_LEAD)));
    }

    @Test
    void refusesARankingOlderThanANewerRun() {
        scene.provider(1, "DATA_STRATEGY");
        var leader = scene.leader(Track.COACHING);
        var match = scene.reviewed(leader, Track.COACHING);
        scene.run(leader, Track.COACHING);

        refused(MatchProblems.STALE, () -> approve(match, scene.lead));
    }

    @Test
    void refusesARankingOlderThanTheLeadersProfile() {
        scene.provider(1, "DATA_STRATEGY");
        var leader = scene.leader(Track.COACHING);
        var match = scene.reviewed(leader, Track.COACHING);
        scene.hear(scene.profile(leader, 2, Stage.somebody()));

        refused(MatchProblems.STALE, () -> approve(match, scene.lead));
    }

    @Test
    void takesAProfileToldAgainForNoChange() {
        scene.provider(1, "DATA_STRATEGY");
        var leader = scene.leader(Track.COACHING);
        var match = scene.reviewed(leader, Track.COACHING);
        scene.hear(scene.profile(leader, 1, null));

        approve(match, scene.lead);

        assertThat(view(match).state()).isEqualTo(MatchState.APPROVED);
    }

    @Test
    void refusesARankingOlderThanTheProvidersEvidence() {
        var provider = scene.provider(1, "DATA_STRATEGY");
        var match = scene.reviewed(scene.leader(Track.COACHING), Track.COACHING);
        scene.provider(provider, ProviderType.INTERNAL, 1, "BUDGETING");

        refused(MatchProblems.STALE, () -> approve(match, scene.lead));
    }

    @Test
    void neverGivesOnePersonBothTracksOfALeader() {
        scene.provider(2, "DATA_STRATEGY");
        var leader = Stage.somebody();
        scene.decided(leader, Track.COACHING);
        scene.hear(scene.profile(leader, 1, null));
        scene.approved(leader, Track.COACHING);
        scene.decided(leader, Track.MENTORING);

        var outcome = scene.run(leader, Track.MENTORING);

        assertThat(outcome.outcome()).isEqualTo(RunOutcome.WAITLISTED);
        assertThat(outcome.ruledOut().get("SECOND_ROLE").asInt()).isEqualTo(1);
    }

    @Test
    void givesTheLastSeatToExactlyOneOfAHundredParallelApprovals() throws Exception {
        scene.provider(1, "DATA_STRATEGY");
        List<MatchId> matches = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            matches.add(scene.reviewed(scene.leader(Track.COACHING), Track.COACHING));
        }

        var approved = inParallel(matches.stream()
                .<Callable<Boolean>>map(match -> () -> {
                    try {
                        approve(match, scene.lead);
                        return true;
                    } catch (Refused refusal) {
                        assertThat(refusal.type()).isEqualTo(MatchProblems.NO_FREE_SEAT);
                        return false;
                    }
                })
                .toList());

        assertThat(approved).filteredOn(success -> success).hasSize(1);
        assertThat(OutboxRows.events(scene.tenant, MatchApproved.class)).hasSize(1);
    }

    @Test
    void givesALeaderOneProviderUnderParallelApprovals() throws Exception {
        scene.provider(5, "DATA_STRATEGY");
        scene.provider(5, "CLOUD_MIGRATION");
        scene.provider(5, "BUDGETING");
        var leader = scene.leader(Track.COACHING);
        var proposals = scene.run(leader, Track.COACHING).proposals();
        proposals.forEach(proposal -> scene.does(() -> service.review(proposal.match())));

        var approved = inParallel(proposals.stream()
                .<Callable<Boolean>>map(proposal -> () -> {
                    try {
                        approve(proposal.match(), scene.lead);
                        return true;
                    } catch (Refused refusal) {
                        return false;
                    }
                })
                .toList());

        assertThat(approved).filteredOn(success -> success).hasSize(1);
    }

    @Test
    void letsAHumanOverrideWithAReasonAndAnotherApprove() {
        scene.provider(1, "DATA_STRATEGY");
        var other = scene.provider(1, "CLOUD_MIGRATION");
        var leader = scene.leader(Track.COACHING);
        var first = scene.run(leader, Track.COACHING).proposals().getFirst().match();

        var choice = scene.as(() -> service.override(first, other, OverrideReason.POLITICAL_CONTEXT, scene.lead));

        assertThat(view(first).state()).isEqualTo(MatchState.OVERRIDDEN);
        refused(MatchProblems.NOT_INDEPENDENT, () -> approve(choice, scene.lead));
        approve(choice, scene.person(Roles.PROGRAM_LEAD));
        assertThat(view(choice).provider()).isEqualTo(other);
        assertThat(OutboxRows.events(scene.tenant, MatchOverridden.class))
                .containsExactly(new MatchOverridden(choice, scene.programme, leader, first, "POLITICAL_CONTEXT"));
        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class))
                .filteredOn(proposed -> proposed.match().equals(choice))
                .singleElement()
                .satisfies(proposed -> assertThat(proposed.rank()).isEqualTo(2));
    }

    @Test
    void refusesAnOverrideAgainstAHardRule() {
        scene.provider(1, "DATA_STRATEGY");
        var manager = scene.provider(1, "CLOUD_MIGRATION");
        var leader = Stage.somebody();
        scene.decided(leader, Track.COACHING);
        scene.hear(scene.profile(leader, 1, manager));
        var first = scene.run(leader, Track.COACHING).proposals().getFirst().match();

        assertThatThrownBy(
                        () -> scene.as(() -> service.override(first, manager, OverrideReason.CULTURAL_FIT, scene.lead)))
                .isInstanceOfSatisfying(Refused.class, refusal -> {
                    assertThat(refusal.type()).isEqualTo(MatchProblems.NOT_ELIGIBLE);
                    assertThat(refusal.context()).containsEntry("reasons", List.of("LINE_MANAGER"));
                });
    }

    @Test
    void neverProposesARejectedPairAgain() {
        var provider = scene.provider(1, "DATA_STRATEGY");
        var leader = scene.leader(Track.COACHING);
        var match = scene.run(leader, Track.COACHING).proposals().getFirst().match();
        scene.does(() -> service.reject(match, "CULTURAL_FIT"));

        var again = scene.run(leader, Track.COACHING);

        assertThat(OutboxRows.events(scene.tenant, MatchRejected.class))
                .containsExactly(new MatchRejected(match, scene.programme, leader, provider, "CULTURAL_FIT"));
        assertThat(again.outcome()).isEqualTo(RunOutcome.WAITLISTED);
    }

    private MatchId highRisk() {
        var leader = Stage.somebody();
        scene.decided(leader, Track.COACHING);
        scene.hear(scene.profile(leader, 1, null, "BUDGET_AUTHORITY"));
        var match = scene.reviewed(leader, Track.COACHING);
        var ranking = view(match).ranking();
        assertThat(ranking).isNotNull();
        assertThat(ranking.riskClass()).isEqualTo(RiskClass.HIGH);
        return match;
    }

    private MatchQueries.Follows follows(MatchId match) {
        return Objects.requireNonNull(
                Objects.requireNonNull(view(match).ranking()).follows());
    }

    private MatchQueries.MatchView view(MatchId match) {
        return scene.as(() -> queries.get(match, null));
    }

    private void approve(MatchId match, Actor by) {
        scene.does(() -> service.approve(match, by));
    }

    private Actor lead(PersonId person) {
        return new Actor(scene.tenant, person, "test", Set.of(Roles.PROGRAM_LEAD));
    }

    private static void refused(ProblemType type, ThrowingCallable step) {
        assertThatThrownBy(step)
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.type()).isEqualTo(type));
    }

    private static <R> List<R> inParallel(List<Callable<R>> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(20)) {
            List<R> results = new ArrayList<>();
            for (Future<R> done : threads.invokeAll(work)) {
                results.add(done.get());
            }
            return results;
        }
    }
}
