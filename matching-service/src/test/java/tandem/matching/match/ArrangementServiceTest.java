package tandem.matching.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.ImpactEvent.OnboardingStopped;
import tandem.events.IntakeEvent.ErasureRequested;
import tandem.events.Layer;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.EngagementStarted;
import tandem.events.MatchingEvent.MatchProposed;
import tandem.events.PersonId;
import tandem.events.ProfileState.MatchingProfile;
import tandem.events.ProviderType;
import tandem.events.RemovalId;
import tandem.events.RiskClass;
import tandem.events.Track;
import tandem.matching.Formation;
import tandem.matching.Stage;
import tandem.matching.agreement.AgreementService;
import tandem.matching.engagement.EngagementQueries;
import tandem.matching.engagement.EngagementService;
import tandem.matching.engagement.ReassignmentReason;
import tandem.matching.kind.ParticipantFault;
import tandem.matching.kind.ReverseTopic;
import tandem.matching.match.ArrangementService.Wish;
import tandem.matching.profile.ProfileProblems;
import tandem.matching.run.RunOutcome;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.problem.ProblemType;
import tandem.runtime.problem.Refused;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class ArrangementServiceTest {

    @Inject
    Stage stage;

    @Inject
    ArrangementService service;

    @Inject
    MatchService matches;

    @Inject
    MatchQueries queries;

    @Inject
    AgreementService agreements;

    @Inject
    EngagementService engagements;

    @Inject
    EngagementQueries engagementQueries;

    @Inject
    Formation formation;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void letsPeersServeEachOtherOnceSomebodyElseApprovedAndBothSigned() {
        var one = enrolled(3);
        var other = enrolled(4);

        var match = runs(peers(one, other), one, other);

        assertThat(OutboxRows.events(scene.tenant, EngagementStarted.class))
                .singleElement()
                .satisfies(started -> {
                    assertThat(started.kind()).isEqualTo(EngagementKind.PEER);
                    assertThat(started.track()).isEqualTo(Track.MENTORING);
                    assertThat(started.providerType()).isEqualTo(ProviderType.INTERNAL);
                });
        assertThat(view(match).layer()).isEqualTo(Layer.NETWORK);
        assertThat(view(match).state()).isEqualTo(MatchState.ASSIGNED);
    }

    @Test
    void letsAJuniorMentorASeniorWhoIsNoMentorOfRecord() {
        var senior = enrolled(6);
        var junior = scene.reverseMentor(2);

        var match = runs(reverse(senior, junior), senior, junior);

        assertThat(view(match).layer()).isEqualTo(Layer.MENTORSHIP);
        assertThat(view(match).topic()).isEqualTo(ReverseTopic.DIGITAL);
        assertThat(OutboxRows.events(scene.tenant, EngagementStarted.class))
                .singleElement()
                .satisfies(started -> assertThat(started.kind()).isEqualTo(EngagementKind.REVERSE));
    }

    @Test
    void tellsAProposalNothingWasRankedFor() {
        var match = peers(enrolled(3), enrolled(3));

        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class))
                .singleElement()
                .satisfies(proposed -> {
                    assertThat(proposed.run()).isEqualTo(match.value());
                    assertThat(proposed.coverage()).isZero();
                    assertThat(proposed.weightProfile()).isEqualTo("ARRANGED");
                });
        var decided = Objects.requireNonNull(view(match).ranking());
        assertThat(decided.run()).isNull();
        assertThat(decided.score()).isNull();
        assertThat(decided.explanation()).isNull();
        assertThat(decided.reason()).isEqualTo("ASKED_FOR");
        assertThat(decided.follows()).isNull();
    }

    @Test
    void refusesWhomTheRulesOfTheKindSpeakAgainst() {
        var one = enrolled(3);

        refusedFor(() -> peers(one, enrolled(6)), ParticipantFault.LEVELS_TOO_FAR_APART);
        refusedFor(() -> peers(one, withProfile(Stage.somebody(), 3, null)), ParticipantFault.NOT_ENROLLED);
        refusedFor(() -> reverse(one, scene.reverseMentor(3)), ParticipantFault.MENTOR_NOT_JUNIOR);
        refusedFor(
                () -> reverse(one, enrolled(2)),
                ParticipantFault.BIAS_TRAINING_MISSING,
                ParticipantFault.CONFLICT_CHECK_MISSING);
        refusedFor(() -> arrange(EngagementKind.GROUP, one, enrolled(3), null), ParticipantFault.KIND_NOT_ARRANGED);
        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class)).isEmpty();
    }

    @Test
    void seesAReportingLineOverSeveralLevels() {
        var top = enrolled(4);
        var middle = withProfile(Stage.somebody(), 4, top);
        var below = withProfile(enrolled(3), 3, middle);

        refusedFor(() -> peers(top, below), ParticipantFault.REPORTING_LINE);
        refusedFor(() -> peers(below, top), ParticipantFault.REPORTING_LINE);
    }

    /** R20: beside the coach of record, never in the place of one. */
    @Test
    void letsATrainedManagerCoachBesideTheCoachOfRecord() {
        var manager = trainedManager();
        var report = scene.leader(Track.COACHING);
        withProfile(report, 3, manager);
        var match = runs(arrange(EngagementKind.MANAGER_AS_COACH, report, manager, null), report, manager);

        assertThat(view(match).state()).isEqualTo(MatchState.ASSIGNED);
        assertThat(view(match).layer()).isEqualTo(Layer.COACHING);
        assertThat(OutboxRows.events(scene.tenant, EngagementStarted.class))
                .singleElement()
                .satisfies(started -> {
                    assertThat(started.kind()).isEqualTo(EngagementKind.MANAGER_AS_COACH);
                    assertThat(started.track()).isEqualTo(Track.COACHING);
                });
        var ofRecord = scene.provider(1, "DATA_STRATEGY");
        assertThat(view(scene.approved(report, Track.COACHING)).provider()).isEqualTo(ofRecord);
        assertThat(scene.as(() -> engagements.allowance(scene.programme)).leaders())
                .as("the pair with the manager is no match of record")
                .isEqualTo(1);
    }

    @Test
    void letsNobodyCoachAsManagerWhoIsUntrainedOrNoManager() {
        var manager = trainedManager();
        var report = withProfile(withDecision(Stage.somebody()), 3, manager);

        refusedFor(
                () -> arrange(EngagementKind.MANAGER_AS_COACH, enrolled(3), manager, null),
                ParticipantFault.NOT_THE_MANAGER);
        var untrained = enrolled(5);
        refusedFor(
                () -> arrange(
                        EngagementKind.MANAGER_AS_COACH,
                        withProfile(withDecision(Stage.somebody()), 3, untrained),
                        untrained,
                        null),
                ParticipantFault.COACH_UNTRAINED);
        var match = arrange(EngagementKind.MANAGER_AS_COACH, report, manager, null);
        scene.hear(profile(report, 2, 3, Stage.somebody()));
        assertThat(view(match).state()).as("somebody else is the manager now").isEqualTo(MatchState.WITHDRAWN);
    }

    @Test
    void flagsAManagerWhoCoachesAndIsTheManagerNoMore() {
        var manager = trainedManager();
        var report = withProfile(withDecision(Stage.somebody()), 3, manager);
        var match = runs(arrange(EngagementKind.MANAGER_AS_COACH, report, manager, null), report, manager);
        assertThat(flag(match)).isNull();

        scene.hear(profile(report, 2, 3, Stage.somebody()));

        assertThat(flag(match)).isEqualTo("NO_LONGER_MANAGER");
    }

    private @Nullable String flag(MatchId match) {
        return scene.as(() -> engagementQueries.get(new EngagementId(match.value())))
                .flag();
    }

    private PersonId trainedManager() {
        var manager =
                scene.candidate(Stage.somebody(), ProviderType.INTERNAL, Set.of(Track.COACHING), 3, "DATA_STRATEGY");
        scene.does(() -> formation.proveTraining(manager));
        return manager;
    }

    @Test
    void keepsAPairingOfAKindToOneAPersonOnWhicheverSideOfPeers() {
        var one = enrolled(3);
        var other = enrolled(3);
        peers(one, other);

        refusedFor(() -> peers(enrolled(3), one), ParticipantFault.PLACED_ALREADY);
        refusedFor(() -> peers(other, enrolled(3)), ParticipantFault.PLACED_ALREADY);
    }

    @Test
    void neverMakesAPeerOrAReverseMentorCoachOrMentorOfTheSamePerson() {
        var leader = scene.leader(Track.COACHING);
        var coach = scene.provider(2, "DATA_STRATEGY");
        withProfile(coach, 2, null);
        scene.approved(leader, Track.COACHING);

        refusedFor(() -> reverse(leader, coach), ParticipantFault.OTHER_ROLE);
    }

    @Test
    void neverProposesAReverseMentorAsCoachOfTheSenior() {
        var senior = scene.leader(Track.COACHING);
        var mentor = scene.provider(2, "DATA_STRATEGY");
        withProfile(mentor, 2, null);
        approved(reverse(senior, mentor));

        assertThat(scene.run(senior, Track.COACHING).outcome()).isEqualTo(RunOutcome.WAITLISTED);
    }

    @Test
    void leavesTheTracksOfTheirLeadersFree() {
        var senior = scene.leader(Track.MENTORING);
        var mentor = scene.provider(1, "DATA_STRATEGY");
        approved(reverse(senior, scene.reverseMentor(2)));
        approved(peers(senior, enrolled(3)));

        var ofRecord = scene.approved(senior, Track.MENTORING);

        assertThat(view(ofRecord).provider()).isEqualTo(mentor);
    }

    @Test
    void takesASeatOfAReverseMentorAndNoneOfAPeer() {
        var mentor = scene.reverseMentor(2);
        approved(reverse(enrolled(6), mentor));
        var second = reviewed(reverse(enrolled(6), mentor));

        refused(MatchProblems.NO_FREE_SEAT, () -> approve(second, scene.person(Roles.PROGRAM_LEAD)));
        assertThat(view(approved(peers(withDecision(mentor), enrolled(2)))).state())
                .isEqualTo(MatchState.APPROVED);
    }

    @Test
    void letsNobodyApproveWhomTheyChose() {
        var match = reviewed(peers(enrolled(3), enrolled(3)));

        refused(MatchProblems.NOT_INDEPENDENT, () -> approve(match, scene.lead));
    }

    @Test
    void wantsTwoApproversWhereEitherPeerCarriesAHighRisk() {
        var match = reviewed(peers(enrolled(3), enrolled(3, "BUDGET_AUTHORITY")));

        assertThat(Objects.requireNonNull(view(match).ranking()).riskClass()).isEqualTo(RiskClass.HIGH);
        approve(match, scene.person(Roles.PROGRAM_LEAD));
        assertThat(view(match).state()).isEqualTo(MatchState.REVIEWED);
        approve(match, scene.person(Roles.HR_PARTNER));
        assertThat(view(match).state()).isEqualTo(MatchState.APPROVED);
    }

    @Test
    void wantsTwoApproversOnceARoleHasBecomeARisk() {
        var other = enrolled(3);
        var match = reviewed(peers(enrolled(3), other));
        scene.hear(profile(other, 2, 3, null, "EXECUTIVE"));

        approve(match, scene.person(Roles.PROGRAM_LEAD));

        assertThat(view(match).state()).isEqualTo(MatchState.REVIEWED);
        assertThat(Objects.requireNonNull(view(match).ranking()).riskClass()).isEqualTo(RiskClass.HIGH);
    }

    @Test
    void asksTheRulesAgainWhenItIsApproved() {
        var other = enrolled(3);
        var match = reviewed(peers(enrolled(3), other));
        scene.hear(profile(other, 2, 7, null));

        refusedFor(() -> approve(match, scene.person(Roles.PROGRAM_LEAD)), ParticipantFault.LEVELS_TOO_FAR_APART);
    }

    @Test
    void replacesAndOverridesOnlyWhatWasRanked() {
        var one = enrolled(3);
        var other = enrolled(3);
        var match = peers(one, other);

        refused(
                MatchProblems.ARRANGED,
                () -> scene.as(() -> matches.override(match, other, OverrideReason.CULTURAL_FIT, scene.lead)));
        runs(match, one, other);
        refused(
                MatchProblems.ARRANGED,
                () -> scene.does(() -> engagements.reassign(match, ReassignmentReason.NO_FIT, true)));
    }

    @Test
    void arrangesNothingWhileOnboardingIsStopped() {
        var one = enrolled(3);
        var other = enrolled(3);
        scene.hear(new OnboardingStopped(scene.programme, "DATA_QUALITY"));

        refused(ProfileProblems.ONBOARDING_STOPPED, () -> peers(one, other));
    }

    @Test
    void withdrawsWhatIsProposedWhenEitherPeerIsErased() {
        var one = enrolled(3);
        var other = enrolled(3);
        var match = peers(one, other);

        scene.hear(new ErasureRequested(other, new RemovalId(UUID.randomUUID()), UUID.randomUUID()));

        assertThat(view(match).state()).isEqualTo(MatchState.WITHDRAWN);
        assertThat(view(match).provider()).isNotEqualTo(other);
    }

    private MatchId runs(MatchId match, PersonId leader, PersonId provider) {
        approved(match);
        for (var side : List.of(leader, provider)) {
            scene.as(() ->
                    agreements.sign(match, new Actor(scene.tenant, side, "test", Set.of(Roles.PARTICIPANT)), null));
        }
        return match;
    }

    private MatchId approved(MatchId match) {
        approve(reviewed(match), scene.person(Roles.PROGRAM_LEAD));
        return match;
    }

    private MatchId reviewed(MatchId match) {
        scene.does(() -> matches.review(match));
        return match;
    }

    private void approve(MatchId match, Actor by) {
        scene.does(() -> matches.approve(match, by));
    }

    private MatchId peers(PersonId one, PersonId other) {
        return arrange(EngagementKind.PEER, one, other, null);
    }

    private MatchId reverse(PersonId senior, PersonId mentor) {
        return arrange(EngagementKind.REVERSE, senior, mentor, ReverseTopic.DIGITAL);
    }

    private MatchId arrange(EngagementKind kind, PersonId leader, PersonId provider, @Nullable ReverseTopic topic) {
        return scene.as(() ->
                service.arrange(new Wish(scene.programme, kind, leader, provider, topic, "ASKED_FOR"), scene.lead));
    }

    /** Somebody for whom a service was decided, at a level. */
    private PersonId enrolled(int level, String... roleRisks) {
        return withProfile(withDecision(Stage.somebody()), level, null, roleRisks);
    }

    private PersonId withDecision(PersonId person) {
        scene.decided(person, Track.COACHING);
        return person;
    }

    private PersonId withProfile(PersonId person, int level, @Nullable PersonId manager, String... roleRisks) {
        scene.hear(profile(person, 1, level, manager, roleRisks));
        return person;
    }

    private MatchingProfile profile(
            PersonId person, long version, int level, @Nullable PersonId manager, String... roleRisks) {
        return scene.atLevel(level, scene.profile(person, version, manager, roleRisks));
    }

    private MatchQueries.MatchView view(MatchId match) {
        return scene.as(() -> queries.get(match, null));
    }

    private static void refused(ProblemType type, ThrowingCallable step) {
        assertThatThrownBy(step)
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.type()).isEqualTo(type));
    }

    private static void refusedFor(ThrowingCallable step, ParticipantFault... faults) {
        assertThatThrownBy(step).isInstanceOfSatisfying(Refused.class, refusal -> {
            assertThat(refusal.type()).isEqualTo(MatchProblems.PARTICIPANTS_REFUSED);
            assertThat(refusal.context())
                    .containsEntry(
                            "faults",
                            Stream.of(faults).map(ParticipantFault::name).toList());
        });
    }
}
