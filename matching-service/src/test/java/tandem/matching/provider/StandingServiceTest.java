package tandem.matching.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.MatchingEvent.ProviderHeld;
import tandem.events.MatchingEvent.ProviderQualified;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Purpose;
import tandem.events.RemovalId;
import tandem.events.SessionEvent.ClosingReviewSubmitted;
import tandem.events.SessionEvent.SponsorActionConfirmed;
import tandem.events.SessionEvent.SponsorActionTaken;
import tandem.events.SponsorActionId;
import tandem.events.SponsorActionKind;
import tandem.events.Track;
import tandem.matching.Formation;
import tandem.matching.Stage;
import tandem.matching.agreement.AgreementService;
import tandem.matching.credential.Gap;
import tandem.matching.credential.ProofKind;
import tandem.matching.credential.Standing.Clock;
import tandem.matching.credential.Standing.Note;
import tandem.matching.credential.Standing.State;
import tandem.matching.engagement.EngagementService;
import tandem.matching.match.MatchService;
import tandem.matching.provider.ProofService.Entry;
import tandem.matching.provider.ProviderQueries.FallingDue;
import tandem.matching.provider.ProviderQueries.Missing;
import tandem.matching.provider.ProviderQueries.ProofView;
import tandem.matching.provider.ProviderQueries.ProviderView;
import tandem.matching.provider.ProviderQueries.Source;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.testing.OutboxRows;
import tandem.testing.ProgrammeTimes;
import tandem.testing.RealParts;

/** What engagements, reviews, confirmed actions and the calendar do to a provider's standing. */
@QuarkusTest
@WithTestResource(RealParts.class)
class StandingServiceTest {

    @Inject
    Stage stage;

    @Inject
    Formation formation;

    @Inject
    ProofService proofs;

    @Inject
    ProviderQueries queries;

    @Inject
    AgreementService agreements;

    @Inject
    EngagementService engagements;

    @Inject
    MatchService matches;

    @Inject
    @ProgrammeTime
    java.time.Clock clock;

    private Stage.Scene scene;
    private PersonId provider;

    @BeforeEach
    void open() {
        scene = stage.open();
        provider = scene.provider(4, "DATA_STRATEGY");
    }

    @Test
    void tellsWhatFallsDue() {
        assertThat(view().due())
                .containsExactly(
                        new FallingDue(Clock.CALIBRATION, "R104", today().plusMonths(3)),
                        new FallingDue(Clock.CERTIFICATION, "R105", today().plusYears(1)));
    }

    @Test
    void lapsesWithTheCalibrationAndComesBackWithTheNext() {
        ProgrammeTimes.moveTo(clock.instant().plus(Duration.ofDays(100)));

        assertThat(view().state()).isEqualTo(State.LAPSED);
        assertThat(missing()).containsExactly(Gap.CALIBRATION_EXPIRED);
        assertThat(held()).containsExactly(new ProviderHeld(provider, "CALIBRATION_EXPIRED"));
        assertThat(scene.run(scene.leader(Track.COACHING), Track.COACHING)
                        .ruledOut()
                        .path("CREDENTIAL_LAPSED")
                        .asInt())
                .isEqualTo(1);

        enter(Formation.plain(ProofKind.CALIBRATION, today()));
        assertThat(view().state()).isEqualTo(State.QUALIFIED);
        assertThat(OutboxRows.events(scene.tenant, ProviderQualified.class)).hasSize(2);
    }

    @Test
    void holdsBelowTheGateAndReleasesWhenItPassesAgain() {
        var first = started(Track.COACHING);
        var second = started(Track.COACHING);

        scene.hear(new ClosingReviewSubmitted(first, Party.PROVIDER, 5, 1, 2));
        scene.hear(new ClosingReviewSubmitted(first, Party.LEADER, 3, 1, 2));
        assertThat(view().state()).isEqualTo(State.HELD);
        assertThat(missing()).containsExactly(Gap.RATING_BELOW_GATE);
        assertThat(held()).containsExactly(new ProviderHeld(provider, "RATING_BELOW_GATE"));

        scene.hear(new ClosingReviewSubmitted(second, Party.LEADER, 5, 1, 2));
        assertThat(view().state()).isEqualTo(State.QUALIFIED);
        assertThat(view().figures().ratingMedian()).isEqualTo(4.0);
    }

    @Test
    void holdsACohortWithoutAnyOutcome() {
        var engagement = started(Track.COACHING);

        scene.hear(new ClosingReviewSubmitted(engagement, Party.LEADER, 5, 0, 2));

        assertThat(missing()).containsExactly(Gap.BEHAVIOURAL_OUTCOME_MISSING);
    }

    @Test
    void leavesRankingsFreshWhenNothingButADueDateChanges() {
        var leader = scene.leader(Track.COACHING);
        var reviewed = scene.reviewed(leader, Track.COACHING);

        scene.hear(new ClosingReviewSubmitted(started(Track.MENTORING), Party.LEADER, 5, 1, 2));
        enter(Formation.plain(ProofKind.CALIBRATION, today()));

        scene.does(() -> matches.approve(reviewed, scene.lead));
    }

    @Test
    void letsBothSidesOfManyEngagementsSignAtOnce() {
        var matched = Stream.generate(() -> scene.leader(Track.COACHING))
                .limit(4)
                .collect(Collectors.toMap(leader -> leader, leader -> scene.approved(leader, Track.COACHING)));
        matched.forEach((leader, match) ->
                scene.does(() -> agreements.sign(match, actor(leader, Roles.PARTICIPANT), null)));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var signing = matched.values().stream()
                    .map(match -> threads.submit(() ->
                            scene.does(() -> agreements.sign(match, actor(provider, Roles.PROVIDER), null))))
                    .toList();

            assertThat(signing).allSatisfy(each -> assertThatCode(each::get).doesNotThrowAnyException());
        }
    }

    @Test
    void certifiesNobodyBelowTheGate() {
        scene.hear(new ClosingReviewSubmitted(started(Track.COACHING), Party.LEADER, 3, 1, 2));

        assertThatThrownBy(() -> enter(Formation.plain(ProofKind.RECERTIFICATION, today())))
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.type()).isEqualTo(ProviderProblems.BELOW_GATE));
    }

    @Test
    void saysThatThePolicyNamesNoShareOfCompletedEngagements() {
        var engagement = started(Track.COACHING);
        scene.does(() -> engagements.end(engagement, EndReason.LEFT_PROGRAMME));

        pastThePlannedEnd();

        assertThat(view().state()).isEqualTo(State.QUALIFIED);
        assertThat(view().notes()).containsExactly(Note.COMPLETION_THRESHOLD_MISSING);
        assertThat(view().figures().due()).isEqualTo(1);
        assertThat(view().figures().completed()).isZero();
    }

    @Test
    void holdsWhoCompletesLessThanThePolicyAsksFor() {
        scene.policy(2, 60);
        var left = started(Track.COACHING);
        started(Track.COACHING);
        scene.does(() -> engagements.end(left, EndReason.LEFT_PROGRAMME));

        pastThePlannedEnd();

        assertThat(view().figures().completed()).isEqualTo(1);
        assertThat(missing()).containsExactly(Gap.COMPLETION_BELOW_GATE);
        assertThat(view().notes()).isEmpty();

        scene.policy(3, 50);
        ProgrammeTimes.moveTo(clock.instant().plus(Duration.ofDays(1)));
        assertThat(view().state()).isEqualTo(State.QUALIFIED);
    }

    @Test
    void countsConfirmedActionsOnly() {
        var engagement = started(Track.MENTORING);
        scene.hear(new SponsorActionTaken(engagement, action(), SponsorActionKind.INTRODUCTION, today()));
        scene.hear(new SponsorActionConfirmed(engagement, action(), SponsorActionKind.INTRODUCTION, today()));
        scene.hear(new SponsorActionConfirmed(engagement, action(), SponsorActionKind.REFERRAL, today()));

        assertThat(view().figures().confirmedActions()).isEqualTo(2);
        assertThat(view().figures().introductions()).isEqualTo(1);
    }

    @Test
    void releasesAMentorWithTheConfirmedAction() {
        for (int drafted = 1; drafted <= 3; drafted++) {
            enter(new Entry(ProofKind.INTRODUCTION_DRAFTED, today(), null, null, "D-" + drafted, null, null));
        }
        ProgrammeTimes.moveTo(clock.instant().plus(Duration.ofDays(20)));
        var engagement = started(Track.MENTORING);
        assertThat(view().due()).contains(new FallingDue(Clock.NETWORK_ACTION, "R103", today().plusDays(60)));

        ProgrammeTimes.moveTo(clock.instant().plus(Duration.ofDays(61)));
        assertThat(view().state()).isEqualTo(State.HELD);
        assertThat(missing()).containsExactly(Gap.NETWORK_ACTION_OVERDUE);

        scene.hear(new SponsorActionConfirmed(engagement, action(), SponsorActionKind.INTRODUCTION, today()));
        assertThat(view().state()).isEqualTo(State.QUALIFIED);
    }

    /** R56: what the HR system knows nobody has to type. */
    @Test
    void qualifiesAMentorOnWhatHrTellsOfPromotions() {
        var mentor = mentorWithoutHistory();
        assertThat(missing(mentor)).containsExactly(Gap.SUCCESS_HISTORY_MISSING);

        scene.hear(scene.promoted(today().minusYears(2), scene.profile(mentor, 1, null)));

        assertThat(view(mentor).state()).isEqualTo(State.QUALIFIED);
        assertThat(proofs(mentor))
                .filteredOn(proof -> proof.kind() == ProofKind.PROMOTION_HISTORY)
                .singleElement()
                .satisfies(proof -> {
                    assertThat(proof.source()).isEqualTo(Source.HR);
                    assertThat(proof.on()).isEqualTo(today().minusYears(2));
                    assertThat(proof.enteredBy()).isNull();
                });
        assertThat(proofs(mentor))
                .filteredOn(proof -> proof.kind() != ProofKind.PROMOTION_HISTORY)
                .extracting(ProofView::source)
                .containsOnly(Source.HUMAN);
    }

    @Test
    void takesAPromotionToComeForProofFromItsDayOn() {
        var mentor = mentorWithoutHistory();
        scene.hear(scene.promoted(today().plusDays(5), scene.profile(mentor, 1, null)));
        assertThat(view(mentor).state()).isEqualTo(State.LAPSED);

        ProgrammeTimes.moveTo(clock.instant().plus(Duration.ofDays(5)));

        assertThat(view(mentor).state()).isEqualTo(State.QUALIFIED);
    }

    /** It came under MATCHING, and goes with it; what a human entered stays. */
    @Test
    void losesWhatHrToldWithTheConsentItCameUnder() {
        var mentor = mentorWithoutHistory();
        scene.hear(scene.promoted(today().minusYears(2), scene.profile(mentor, 1, null)));

        scene.hear(new ConsentWithdrawn(mentor, Purpose.MATCHING, 1, new RemovalId(UUID.randomUUID())));

        assertThat(missing(mentor)).containsExactly(Gap.SUCCESS_HISTORY_MISSING);
        assertThat(proofs(mentor)).extracting(ProofView::source).containsOnly(Source.HUMAN);
    }

    @Test
    void keepsAProofThatWasEnteredWhateverHrTells() {
        scene.hear(scene.promoted(today().minusYears(2), scene.profile(provider, 1, null)));
        scene.hearNothingMoreOf(provider);

        assertThat(view().state()).isEqualTo(State.QUALIFIED);
    }

    private PersonId mentorWithoutHistory() {
        var mentor =
                scene.candidate(Stage.somebody(), ProviderType.INTERNAL, Set.of(Track.MENTORING), 2, "DATA_STRATEGY");
        scene.does(() -> formation.qualify(mentor, ProviderType.INTERNAL, Set.of(Track.MENTORING)));
        var history = proofs(mentor).stream()
                .filter(proof -> proof.kind() == ProofKind.PROMOTION_HISTORY)
                .findFirst()
                .orElseThrow();
        scene.does(() -> proofs.revoke(mentor, history.id(), scene.lead));
        return mentor;
    }

    private List<ProofView> proofs(PersonId mentor) {
        return scene.as(() -> queries.proofs(mentor, Optional.empty(), 50)).items().stream()
                .filter(proof -> proof.voidedBy() == null)
                .toList();
    }

    private List<Gap> missing(PersonId person) {
        return view(person).missing().stream().map(Missing::what).toList();
    }

    private ProviderView view(PersonId person) {
        return scene.as(() -> queries.get(person));
    }

    /** Calibrated on the way, so that nothing else runs out. */
    private void pastThePlannedEnd() {
        ProgrammeTimes.moveTo(clock.instant().plus(Duration.ofDays(50)));
        enter(Formation.plain(ProofKind.CALIBRATION, today()));
        ProgrammeTimes.moveTo(clock.instant().plus(Duration.ofDays(50)));
    }

    private EngagementId started(Track track) {
        var leader = scene.leader(track);
        var match = scene.approved(leader, track);
        scene.does(() -> agreements.sign(match, actor(leader, Roles.PARTICIPANT), null));
        scene.does(() -> agreements.sign(match, actor(provider, Roles.PROVIDER), null));
        return new EngagementId(match.value());
    }

    private void enter(Entry entry) {
        scene.does(() -> proofs.enter(provider, List.of(entry), scene.lead));
    }

    private Actor actor(PersonId person, String role) {
        return new Actor(scene.tenant, person, "test", Set.of(role));
    }

    private static SponsorActionId action() {
        return new SponsorActionId(UUID.randomUUID());
    }

    private List<Gap> missing() {
        return view().missing().stream().map(Missing::what).toList();
    }

    private List<ProviderHeld> held() {
        return OutboxRows.events(scene.tenant, ProviderHeld.class);
    }

    private ProviderView view() {
        return scene.as(() -> queries.get(provider));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
