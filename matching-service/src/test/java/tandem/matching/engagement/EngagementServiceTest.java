package tandem.matching.engagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.IntakeEvent.EmploymentChanged;
import tandem.events.IntakeEvent.EmploymentEnded;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.EngagementEnded;
import tandem.events.MatchingEvent.ProviderHeld;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.SessionEvent.ClosingReviewSubmitted;
import tandem.events.SessionEvent.SponsorActionConfirmed;
import tandem.events.SponsorActionId;
import tandem.events.SponsorActionKind;
import tandem.events.Track;
import tandem.matching.Stage;
import tandem.matching.agreement.AgreementService;
import tandem.matching.agreement.Change;
import tandem.matching.engagement.EngagementQueries.EngagementView;
import tandem.matching.match.MatchQueries;
import tandem.matching.match.MatchQueries.MatchView;
import tandem.matching.match.MatchState;
import tandem.matching.removal.RemovalService;
import tandem.matching.run.RunOutcome;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.testing.OutboxRows;
import tandem.testing.ProgrammeTimes;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class EngagementServiceTest {

    @Inject
    Stage stage;

    @Inject
    AgreementService agreements;

    @Inject
    EngagementService service;

    @Inject
    EngagementQueries queries;

    @Inject
    MatchQueries matches;

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
    void endsWhatHasReachedItsPlannedEnd() {
        var match = started(leader, Track.COACHING);
        var end = view(match).plannedEndOn();

        scene.does(() -> service.complete(end.minusDays(1)));
        assertThat(view(match).endReason()).isNull();
        scene.does(() -> service.complete(end));

        assertThat(view(match).endReason()).isEqualTo(EndReason.COMPLETED);
        assertThat(ended())
                .singleElement()
                .satisfies(event -> assertThat(event.endedOn()).isEqualTo(end));
    }

    @Test
    void freesTheLeaderWhenAMatchIsReassigned() {
        var match = started(leader, Track.COACHING);
        var other = scene.provider(1, "DATA_STRATEGY");

        scene.does(() -> service.reassign(match, ReassignmentReason.NO_FIT, true));

        assertThat(matchView(match).state()).isEqualTo(MatchState.REASSIGNED);
        assertThat(ended())
                .singleElement()
                .satisfies(event -> assertThat(event.reason()).isEqualTo(EndReason.REASSIGNED));
        var again = scene.run(leader, Track.COACHING);
        assertThat(again.outcome()).isEqualTo(RunOutcome.PROPOSED);
        assertThat(again.proposals())
                .singleElement()
                .satisfies(proposed -> assertThat(proposed.provider()).isEqualTo(other));
    }

    @Test
    void refusesToReassignBeyondTheAllowanceUnlessThatIsSaid() {
        var match = started(leader, Track.COACHING);

        assertThatThrownBy(() -> scene.does(() -> service.reassign(match, ReassignmentReason.NO_FIT, false)))
                .isInstanceOfSatisfying(Refused.class, refusal -> {
                    assertThat(refusal.type()).isEqualTo(EngagementProblems.ALLOWANCE_EXHAUSTED);
                    assertThat(refusal.context()).containsEntry("leaders", 1).containsEntry("left", 0);
                });
        assertThat(matchView(match).state()).isEqualTo(MatchState.ASSIGNED);
    }

    @Test
    void passesTheFirstOfElevenLeadersAndWarnsOfTheSecond() {
        var match = started(leader, Track.COACHING);
        scene.provider(20, "DATA_STRATEGY");
        for (int i = 0; i < 10; i++) {
            scene.approved(scene.leader(Track.COACHING), Track.COACHING);
        }
        var before = scene.as(() -> service.allowance(scene.programme));
        assertThat(before.leaders()).isEqualTo(11);
        assertThat(before.left()).isEqualTo(1);

        scene.does(() -> service.reassign(match, ReassignmentReason.SCHEDULE, false));

        assertThat(scene.as(() -> service.allowance(scene.programme)).left()).isZero();
        assertThat(matchView(match).state()).isEqualTo(MatchState.REASSIGNED);
    }

    @Test
    void agreesOnNoEndThatIsOver() {
        var match = started(leader, Track.COACHING);
        ProgrammeTimes.moveTo(clock.instant().plus(Duration.ofDays(70)));
        var micro = new Change(EngagementKind.SKILL_MICRO, Period.ofWeeks(6), null, null, null, null, "ONE_SKILL");

        assertThatThrownBy(() -> scene.as(() -> agreements.change(match, micro, leader)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refusal -> assertThat(refusal.context()).containsEntry("faults", List.of("ENDS_IN_THE_PAST")));
    }

    @Test
    void refusesToReassignWhatDoesNotRun() {
        var match = scene.approved(leader, Track.COACHING);

        assertThatThrownBy(() -> scene.does(() -> service.reassign(match, ReassignmentReason.NO_FIT, true)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void refusesToEndTwice() {
        var match = started(leader, Track.COACHING);
        scene.does(() -> service.end(new EngagementId(match.value()), EndReason.COMPLETED));

        assertThatThrownBy(() ->
                        scene.does(() -> service.end(new EngagementId(match.value()), EndReason.PROVIDER_UNAVAILABLE)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refusal -> assertThat(refusal.type()).isEqualTo(EngagementProblems.ENDED_ALREADY));
    }

    @Test
    void endsEverythingOfAProviderWhoLeavesTheCompany() {
        var match = started(leader, Track.COACHING);
        var second = scene.approved(scene.leader(Track.COACHING), Track.COACHING);

        scene.hear(new EmploymentEnded(provider, LocalDate.of(2000, 1, 1)));

        assertThat(view(match).endReason()).isEqualTo(EndReason.EMPLOYMENT_ENDED);
        assertThat(matchView(second).state()).isEqualTo(MatchState.WITHDRAWN);
        assertThat(OutboxRows.events(scene.tenant, ProviderHeld.class))
                .containsExactly(new ProviderHeld(provider, "EMPLOYMENT_ENDED"));
    }

    @Test
    void letsAnEngagementRunUntilTheLastDayToldAhead() {
        var match = started(leader, Track.COACHING);
        var lastDay = today().plusDays(10);

        scene.hear(new EmploymentEnded(leader, lastDay));
        assertThat(view(match).endReason()).isNull();
        scene.does(() -> removals.depart(lastDay));

        assertThat(view(match).endReason()).isEqualTo(EndReason.EMPLOYMENT_ENDED);
        assertThat(view(match).endedOn()).isEqualTo(lastDay);
    }

    @Test
    void flagsARunningEngagementWhenTheProviderBecomesTheManager() {
        var match = started(leader, Track.COACHING);

        scene.hear(scene.profile(leader, 2, provider));
        scene.hear(new EmploymentChanged(leader, Set.of(EmploymentChanged.Aspect.MANAGER), LocalDate.of(2030, 1, 7)));
        assertThat(view(match).flag()).isEqualTo("REPORTING_LINE");

        scene.hear(scene.profile(leader, 3, Stage.somebody()));
        assertThat(view(match).flag()).isNull();
    }

    @Test
    void withdrawsWhatIsProposedWhenTheTwoSidesComeIntoOneLine() {
        var other = scene.leader(Track.COACHING);
        var approved = scene.approved(other, Track.COACHING);

        scene.hear(scene.profile(provider, 1, other));

        assertThat(scene.as(() -> matches.get(approved, null)).state()).isEqualTo(MatchState.WITHDRAWN);
    }

    @Test
    void countsOnlyConfirmedSponsorActionsForTheNextRanking() {
        var mentee = scene.leader(Track.MENTORING);
        var match = started(mentee, Track.MENTORING);
        var before = sponsorship();
        scene.hear(new SponsorActionConfirmed(
                new EngagementId(match.value()),
                new SponsorActionId(UUID.randomUUID()),
                SponsorActionKind.INTRODUCTION,
                today()));

        assertThat(before).isEqualTo(0.0);
        assertThat(sponsorship()).isEqualTo(0.25);
    }

    @Test
    void takesClosingReviewsForPastSuccess() {
        var match = started(leader, Track.COACHING);
        var engagement = new EngagementId(match.value());
        scene.hear(new ClosingReviewSubmitted(engagement, Party.LEADER, 4, 1, 2));
        scene.does(() -> service.end(engagement, EndReason.COMPLETED));

        // one engagement that met half its goals: (0.5 + 1) ÷ (1 + 2)
        assertThat(signal(Track.COACHING, 4)).isEqualTo(0.5);
    }

    /** R56, R121: what HR tells of a mentee is an outcome, and goes with what allowed to know it. */
    @Test
    void takesAPromotionOfAMenteeForPastSuccessWhateverTheReviewsSay() {
        var mentee = scene.leader(Track.MENTORING);
        var engagement = new EngagementId(started(mentee, Track.MENTORING).value());
        scene.hear(new ClosingReviewSubmitted(engagement, Party.LEADER, 4, 1, 2));
        scene.does(() -> service.end(engagement, EndReason.COMPLETED));
        var unpromoted = signal(Track.MENTORING, 4);

        scene.hear(scene.promoted(today(), scene.profile(mentee, 2, null)));
        var onTheFirstDay = signal(Track.MENTORING, 4);
        ProgrammeTimes.moveTo(clock.instant().plus(Duration.ofDays(30)));
        scene.hear(scene.promoted(today(), scene.profile(mentee, 3, null)));
        var promoted = signal(Track.MENTORING, 4);
        scene.hearNothingMoreOf(mentee);

        assertThat(unpromoted).isEqualTo(0.5);
        assertThat(onTheFirstDay).as("a promotion before it began").isEqualTo(unpromoted);
        assertThat(promoted).isCloseTo(2.0 / 3, within(1e-4));
        assertThat(signal(Track.MENTORING, 4)).isEqualTo(unpromoted);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private double sponsorship() {
        return signal(Track.MENTORING, 2);
    }

    private double signal(Track track, int index) {
        var someone = scene.leader(track);
        var match = scene.run(someone, track).proposals().getFirst().match();
        var ranking = matchView(match).ranking();
        assertThat(ranking).isNotNull();
        var value = Objects.requireNonNull(ranking.explanation())
                .signals()
                .get(index)
                .value();
        return value == null ? Double.NaN : value.doubleValue();
    }

    private MatchId started(PersonId person, Track track) {
        var match = scene.approved(person, track);
        scene.does(() -> agreements.sign(match, actor(person, Roles.PARTICIPANT), null));
        scene.does(() -> agreements.sign(match, actor(provider, Roles.PROVIDER), null));
        return match;
    }

    private Actor actor(PersonId person, String role) {
        return new Actor(scene.tenant, person, "test", Set.of(role));
    }

    private EngagementView view(MatchId match) {
        return scene.as(() -> queries.get(new EngagementId(match.value())));
    }

    private MatchView matchView(MatchId match) {
        return scene.as(() -> matches.get(match, null));
    }

    private List<EngagementEnded> ended() {
        return OutboxRows.events(scene.tenant, EngagementEnded.class);
    }
}
