package tandem.matching.coaching;

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
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.CoachingGroupId;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.ImpactEvent.OnboardingStopped;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.Layer;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.EngagementEnded;
import tandem.events.MatchingEvent.EngagementStarted;
import tandem.events.MatchingEvent.MatchProposed;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.events.RemovalId;
import tandem.events.Track;
import tandem.matching.Stage;
import tandem.matching.agreement.AgreementProblems;
import tandem.matching.agreement.AgreementService;
import tandem.matching.agreement.Change;
import tandem.matching.coaching.CoachingGroupQueries.CoachingGroupView;
import tandem.matching.coaching.CoachingGroupQueries.MemberView;
import tandem.matching.coaching.CoachingGroupQueries.State;
import tandem.matching.coaching.CoachingGroupService.Wish;
import tandem.matching.engagement.EngagementQueries;
import tandem.matching.engagement.EngagementService;
import tandem.matching.engagement.ReassignmentReason;
import tandem.matching.kind.ParticipantFault;
import tandem.matching.match.MatchProblems;
import tandem.matching.match.MatchQueries;
import tandem.matching.match.MatchQueries.MatchView;
import tandem.matching.match.MatchService;
import tandem.matching.match.MatchState;
import tandem.matching.profile.ProfileProblems;
import tandem.matching.provider.ProviderQueries;
import tandem.matching.run.RunOutcome;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.problem.ProblemType;
import tandem.runtime.problem.Refused;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** Leaders who are coached together (R21): from the wish to the last of them who goes. */
@QuarkusTest
@WithTestResource(RealParts.class)
class CoachingGroupServiceTest {

    @Inject
    Stage stage;

    @Inject
    CoachingGroupService service;

    @Inject
    CoachingGroupQueries queries;

    @Inject
    MatchService matches;

    @Inject
    MatchQueries matchQueries;

    @Inject
    AgreementService agreements;

    @Inject
    EngagementService engagements;

    @Inject
    EngagementQueries engagementQueries;

    @Inject
    ProviderQueries providers;

    private Stage.Scene scene;
    private PersonId coach;
    private List<PersonId> leaders = List.of();

    @BeforeEach
    void open() {
        scene = stage.open();
        coach = scene.provider(1, "DATA_STRATEGY");
        leaders = leaders(4);
    }

    @Test
    void coachesTogetherOnceEachIsApprovedAndHasSigned() {
        var group = form(leaders);
        assertThat(view(group).state()).isEqualTo(State.FORMING);

        running(group);

        assertThat(view(group).state()).isEqualTo(State.RUNNING);
        assertThat(view(group).running()).isEqualTo(4);
        assertThat(view(group).belowMinimum()).isFalse();
        assertThat(OutboxRows.events(scene.tenant, EngagementStarted.class))
                .hasSize(4)
                .allSatisfy(started -> {
                    assertThat(started.kind()).isEqualTo(EngagementKind.GROUP);
                    assertThat(started.track()).isEqualTo(Track.COACHING);
                    assertThat(started.coachingGroup()).isEqualTo(group);
                    assertThat(started.provider()).isEqualTo(coach);
                    assertThat(started.sessionMinutes()).isEqualTo(90);
                });
        assertThat(match(group, 0).layer()).isEqualTo(Layer.COACHING);
    }

    @Test
    void tellsProposalsNothingWasRankedForWithTheDecisionTheyFollow() {
        var group = form(leaders);

        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class))
                .hasSize(4)
                .allSatisfy(proposed -> assertThat(proposed.coverage()).isZero());
        var ranking = Objects.requireNonNull(match(group, 0).ranking());
        assertThat(ranking.score()).isNull();
        assertThat(ranking.reason()).isEqualTo("SAME_GOALS");
        assertThat(ranking.follows()).isNotNull();
    }

    /** However many are in it, the coach meets them at once. */
    @Test
    void takesOneSeatOfItsCoachHoweverManyAreInIt() {
        var group = form(leaders);
        running(group);

        assertThat(scene.as(() -> providers.get(coach)).seatsTaken()).isEqualTo(1);
        var alone = scene.leader(Track.COACHING);
        assertThat(scene.run(alone, Track.COACHING).outcome()).isEqualTo(RunOutcome.WAITLISTED);
        var second = form(leaders(4));
        refused(
                MatchProblems.NO_FREE_SEAT,
                () -> approve(reviewed(members(second).getFirst())));

        members(group).forEach(match -> end(match, EndReason.LEFT_PROGRAMME));
        approve(members(second).getFirst());
    }

    @Test
    void holdsItsSeatUntilTheLastMemberHasGone() {
        var group = form(leaders);
        running(group);
        members(group).stream().limit(3).forEach(match -> end(match, EndReason.LEFT_PROGRAMME));

        assertThat(scene.as(() -> providers.get(coach)).seatsTaken()).isEqualTo(1);
        assertThat(view(group).belowMinimum()).isTrue();
        assertThat(view(group).state()).isEqualTo(State.RUNNING);

        end(members(group).getLast(), EndReason.LEFT_PROGRAMME);
        assertThat(scene.as(() -> providers.get(coach)).seatsTaken()).isZero();
        assertThat(view(group).state()).isEqualTo(State.ENDED);
    }

    @Test
    void asksForTheSizeOfThePolicy() {
        refusedFor(() -> form(leaders(3)), ParticipantFault.GROUP_TOO_SMALL);
        refusedFor(() -> form(leaders(9)), ParticipantFault.GROUP_TOO_LARGE);
        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class)).isEmpty();
    }

    @Test
    void takesMoreMembersAsLongAsThereArePlaces() {
        var group = form(leaders);
        running(group);

        scene.does(() -> service.admit(group, leaders(4), "PLACE_FREE", scene.lead));
        assertThat(view(group).members()).hasSize(8);
        refusedFor(
                () -> scene.does(() -> service.admit(group, leaders(1), "PLACE_FREE", scene.lead)),
                ParticipantFault.GROUP_TOO_LARGE);

        end(members(group).getFirst(), EndReason.LEFT_PROGRAMME);
        scene.does(() -> service.admit(group, leaders(1), "PLACE_FREE", scene.lead));
        assertThat(match(group, 8).state()).isEqualTo(MatchState.PROPOSED);
    }

    @Test
    void refusesTheWholeGroupForOneAndSaysForWhom() {
        var boss = scene.leader(Track.COACHING);
        var report = with(leaders.getFirst(), boss);

        assertThatThrownBy(() -> form(List.of(boss, report, leaders.get(1), leaders.get(2))))
                .isInstanceOfSatisfying(Refused.class, refusal -> {
                    assertThat(refusal.type()).isEqualTo(MatchProblems.PARTICIPANTS_REFUSED);
                    assertThat(refusal.context()).containsEntry("faults", List.of("MEMBERS_IN_ONE_LINE"));
                    assertThat(String.valueOf(refusal.context().get("people")))
                            .contains(boss.toString(), report.toString())
                            .doesNotContain(leaders.get(1).toString());
                });
        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class)).isEmpty();
    }

    @Test
    void keepsOutWhoReportsToTheCoachHasACoachOrDidNotConsent() {
        with(leaders.getFirst(), coach);
        refusedFor(() -> form(leaders), ParticipantFault.REPORTING_LINE);

        scene.hear(scene.profile(leaders.getFirst(), 3, null));
        var other = scene.provider(2, "DATA_STRATEGY");
        var coached = scene.approved(leaders.get(1), Track.COACHING);
        assertThat(scene.as(() -> matchQueries.get(coached, null)).provider()).isIn(other, coach);
        refusedFor(() -> form(leaders), ParticipantFault.PLACED_ALREADY);

        var silent = Stage.somebody();
        scene.decided(silent, Track.COACHING);
        refusedFor(
                () -> form(List.of(silent, leaders.getFirst(), leaders.get(2), leaders.get(3))),
                ParticipantFault.NOT_CONSENTED);
        refusedFor(
                () -> form(List.of(scene.leader(Track.MENTORING), leaders.getFirst(), leaders.get(2), leaders.get(3))),
                ParticipantFault.COACHING_NOT_DECIDED);
    }

    @Test
    void asksForATrainedCoach() {
        var untrained = Stage.somebody();

        refusedFor(() -> form(untrained, leaders), ParticipantFault.COACH_NOT_IN_POOL);
    }

    @Test
    void isTheCoachOfRecordSoThatNoOtherIsSearched() {
        var group = form(leaders);
        running(group);
        scene.provider(3, "DATA_STRATEGY");

        assertThat(scene.run(leaders.getFirst(), Track.COACHING).outcome()).isEqualTo(RunOutcome.HAS_PROVIDER);
        refusedFor(() -> form(leaders), ParticipantFault.PLACED_ALREADY);
    }

    @Test
    void letsNobodyApproveWhomTheyNamed() {
        var match = reviewed(members(form(leaders)).getFirst());

        refused(MatchProblems.NOT_INDEPENDENT, () -> scene.does(() -> matches.approve(match, scene.lead)));
    }

    @Test
    void wantsTwoApproversOfAMemberWithARiskAndOneOfTheOthers() {
        scene.hear(scene.profile(leaders.getFirst(), 2, null, "EXECUTIVE"));
        var group = form(leaders);
        members(group).forEach(this::approve);

        assertThat(match(group, 0).state()).isEqualTo(MatchState.REVIEWED);
        assertThat(match(group, 1).state()).isEqualTo(MatchState.APPROVED);
        scene.does(() -> matches.approve(members(group).getFirst(), scene.person(Roles.HR_PARTNER)));
        assertThat(match(group, 0).state()).isEqualTo(MatchState.APPROVED);
    }

    @Test
    void asksTheRulesAgainWhenAMemberIsApproved() {
        var group = form(leaders);
        approve(members(group).getFirst());
        with(leaders.getFirst(), leaders.get(1));

        refusedFor(
                () -> approve(members(group).stream()
                        .filter(match -> scene.as(() -> matchQueries.get(match, null))
                                .leader()
                                .equals(leaders.get(1)))
                        .findFirst()
                        .orElseThrow()),
                ParticipantFault.MEMBERS_IN_ONE_LINE);
    }

    @Test
    void withdrawsAMemberWhoTakesConsentBackAndNobodyElse() {
        var group = form(leaders);

        scene.hear(new ConsentWithdrawn(leaders.getFirst(), Purpose.MATCHING, 1, new RemovalId(UUID.randomUUID())));

        assertThat(view(group).members())
                .filteredOn(member -> member.state() == MatchState.WITHDRAWN)
                .extracting(MemberView::leader)
                .containsExactly(leaders.getFirst());
    }

    @Test
    void flagsMembersWhoComeIntoOneReportingLine() {
        var group = form(leaders);
        running(group);

        with(leaders.getFirst(), leaders.get(1));

        assertThat(flags(group)).containsExactlyInAnyOrder("MEMBERS_IN_ONE_LINE", "MEMBERS_IN_ONE_LINE", null, null);
        scene.hear(scene.profile(leaders.getFirst(), 5, null));
        assertThat(flags(group)).containsOnlyNulls();
    }

    @Test
    void flagsNobodyWhoIsLeftOnceOneOfTheTwoHasGone() {
        var group = form(leaders);
        running(group);
        with(leaders.getFirst(), leaders.get(1));

        end(members(group).get(1), EndReason.COMPLETED);

        assertThat(flags(group)).containsExactly(null, "MEMBERS_IN_ONE_LINE", null, null);
    }

    @Test
    void flagsWhoCameIntoOneReportingLineBeforeTheySigned() {
        var group = form(leaders);
        members(group).forEach(this::approve);
        with(leaders.getFirst(), leaders.get(1));

        members(group).forEach(this::sign);

        assertThat(flags(group)).containsExactlyInAnyOrder("MEMBERS_IN_ONE_LINE", "MEMBERS_IN_ONE_LINE", null, null);
    }

    @Test
    void meetsTogetherWhateverTwoOfItWouldLike() {
        var group = form(leaders);
        running(group);
        var match = members(group).getFirst();
        var shorter = new Change(null, null, null, null, 60, null, "TOO_LONG");

        assertThatThrownBy(() -> scene.as(
                        () -> agreements.change(match, shorter, match(group, 0).leader())))
                .isInstanceOfSatisfying(Refused.class, refusal -> {
                    assertThat(refusal.type()).isEqualTo(AgreementProblems.TERMS_REFUSED);
                    assertThat(refusal.context()).containsEntry("faults", List.of("GROUP_MEETS_TOGETHER"));
                });
    }

    @Test
    void replacesTheCoachOfAMemberForFitWithinTheAllowance() {
        var group = form(leaders);
        running(group);
        var match = members(group).getFirst();
        var allowance = scene.as(() -> engagements.allowance(scene.programme));
        assertThat(allowance.leaders()).isEqualTo(4);

        scene.does(() -> engagements.reassign(match, ReassignmentReason.NO_FIT, true));

        assertThat(scene.as(() -> engagements.allowance(scene.programme)).reassigned())
                .isEqualTo(1);
        assertThat(match(group, 0).state()).isEqualTo(MatchState.REASSIGNED);
    }

    @Test
    void endsWhatRunsAndTurnsDownWhatDoesNotWhenItIsDissolved() {
        var group = form(leaders);
        running(group);
        scene.does(() -> service.admit(group, leaders(1), "PLACE_FREE", scene.lead));

        scene.does(() -> service.dissolve(group, EndReason.PROVIDER_UNAVAILABLE));

        assertThat(OutboxRows.events(scene.tenant, EngagementEnded.class))
                .hasSize(4)
                .allSatisfy(ended -> assertThat(ended.reason()).isEqualTo(EndReason.PROVIDER_UNAVAILABLE));
        assertThat(match(group, 4).state()).isEqualTo(MatchState.REJECTED);
        assertThat(view(group).state()).isEqualTo(State.ENDED);
        refused(
                CoachingGroupProblems.DISSOLVED,
                () -> scene.does(() -> service.admit(group, leaders(1), "PLACE_FREE", scene.lead)));
    }

    @Test
    void showsItsCoachWhoWasApprovedAndNobodyElse() {
        var group = form(leaders);
        assertThatThrownBy(() -> scene.as(() -> queries.get(group, coach))).isInstanceOf(Refused.class);

        approve(members(group).getFirst());

        assertThat(scene.as(() -> queries.get(group, coach)).members())
                .extracting(MemberView::match)
                .containsExactly(members(group).getFirst());
        assertThatThrownBy(() -> scene.as(() -> queries.get(group, Stage.somebody())))
                .isInstanceOf(Refused.class);
    }

    @Test
    void formsNothingWhileOnboardingIsStopped() {
        scene.hear(new OnboardingStopped(scene.programme, "DATA_QUALITY"));

        refused(ProfileProblems.ONBOARDING_STOPPED, () -> form(leaders));
    }

    private List<PersonId> leaders(int count) {
        var made = new ArrayList<PersonId>();
        Stream.generate(() -> scene.leader(Track.COACHING)).limit(count).forEach(made::add);
        return List.copyOf(made);
    }

    /** The same leader, with a manager. */
    private PersonId with(PersonId leader, PersonId manager) {
        scene.hear(scene.profile(leader, 2, manager));
        return leader;
    }

    private CoachingGroupId form(List<PersonId> together) {
        return form(coach, together);
    }

    private CoachingGroupId form(PersonId by, List<PersonId> together) {
        return scene.as(() -> service.form(new Wish(scene.programme, by, together, "SAME_GOALS"), scene.lead));
    }

    private void running(CoachingGroupId group) {
        for (var match : members(group)) {
            approve(match);
            sign(match);
        }
    }

    private void sign(MatchId match) {
        for (var side : List.of(scene.as(() -> matchQueries.get(match, null)).leader(), coach)) {
            scene.as(() ->
                    agreements.sign(match, new Actor(scene.tenant, side, "test", Set.of(Roles.PARTICIPANT)), null));
        }
    }

    private MatchId reviewed(MatchId match) {
        scene.does(() -> matches.review(match));
        return match;
    }

    private void approve(MatchId match) {
        if (scene.as(() -> matchQueries.get(match, null)).state() == MatchState.PROPOSED) {
            reviewed(match);
        }
        scene.does(() -> matches.approve(match, scene.person(Roles.PROGRAM_LEAD)));
    }

    private void end(MatchId match, EndReason reason) {
        scene.does(() -> engagements.end(new EngagementId(match.value()), reason));
    }

    private CoachingGroupView view(CoachingGroupId group) {
        return scene.as(() -> queries.get(group, null));
    }

    private List<MatchId> members(CoachingGroupId group) {
        return view(group).members().stream().map(MemberView::match).toList();
    }

    private MatchView match(CoachingGroupId group, int member) {
        return scene.as(() -> matchQueries.get(members(group).get(member), null));
    }

    private List<@Nullable String> flags(CoachingGroupId group) {
        var flags = new ArrayList<@Nullable String>();
        members(group)
                .forEach(match -> flags.add(scene.as(() -> engagementQueries.get(new EngagementId(match.value())))
                        .flag()));
        return flags;
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
