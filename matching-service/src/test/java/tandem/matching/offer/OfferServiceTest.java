package tandem.matching.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.arc.All;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.ImpactEvent.OnboardingResumed;
import tandem.events.ImpactEvent.OnboardingStopped;
import tandem.events.IntakeEvent.EmploymentChanged;
import tandem.events.IntakeEvent.EmploymentChanged.Aspect;
import tandem.events.IntakeEvent.ErasureRequested;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.MatchRejected;
import tandem.events.MatchingEvent.WaitlistOffered;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.events.RemovalId;
import tandem.events.Track;
import tandem.matching.Stage;
import tandem.matching.agreement.AgreementService;
import tandem.matching.capacity.Expectation.Basis;
import tandem.matching.engagement.EngagementService;
import tandem.matching.match.Match;
import tandem.matching.match.MatchProblems;
import tandem.matching.match.MatchQueries;
import tandem.matching.match.MatchQueries.Filter;
import tandem.matching.match.MatchQueries.MatchView;
import tandem.matching.match.MatchService;
import tandem.matching.match.MatchState;
import tandem.matching.offer.WaitlistQueries.OfferView;
import tandem.matching.offer.WaitlistQueries.WaitingView;
import tandem.matching.profile.ProfileProblems;
import tandem.matching.provider.ProviderService;
import tandem.matching.run.RunOutcome;
import tandem.matching.run.RunQueries;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.page.Cursor;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.ProblemType;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeJob;
import tandem.runtime.time.ProgrammeTime;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** A seat comes free, and somebody waits. */
@QuarkusTest
@WithTestResource(RealParts.class)
class OfferServiceTest {

    @Inject
    Stage stage;

    @Inject
    OfferService service;

    @Inject
    OfferJob job;

    @Inject
    @All
    List<ProgrammeJob> jobs;

    @Inject
    WaitlistQueries queries;

    @Inject
    MatchService matches;

    @Inject
    MatchQueries matchQueries;

    @Inject
    RunQueries runs;

    @Inject
    AgreementService agreements;

    @Inject
    EngagementService engagements;

    @Inject
    ProviderService providers;

    @Inject
    @ProgrammeTime
    Clock clock;

    private Stage.Scene scene;
    private PersonId provider;
    private MatchId running;

    /** The only seat there is is taken. */
    @BeforeEach
    void open() {
        scene = stage.open();
        provider = scene.provider(1, "DATA_STRATEGY");
        var served = scene.leader(Track.COACHING);
        running = scene.approved(served, Track.COACHING);
        sign(running, served, Roles.PARTICIPANT);
        sign(running, provider, Roles.PROVIDER);
    }

    @Test
    void offersTheSeatOfAnEndedEngagementAndTellsNobodyOfThePairBeforeItIsApproved() {
        var waiting = waits();
        assertThat(offerAll()).isZero();

        ends();
        assertThat(offerAll()).isOne();

        var offer = offerTo(waiting);
        assertThat(offer.provider()).isEqualTo(provider);
        assertThat(offer.state()).isEqualTo(MatchState.PROPOSED);
        assertThat(offer.answerBy()).isCloseTo(now().plus(Match.OFFER_STANDS), within(1, ChronoUnit.MINUTES));
        assertThat(seen(waiting)).isEmpty();
        assertThat(seen(provider)).extracting(MatchView::id).doesNotContain(offer.match());
        assertThat(scene.as(() -> queries.own(waiting))).singleElement().satisfies(own -> {
            assertThat(own.place()).isOne();
            assertThat(own.offer()).isNull();
        });
        assertThat(told(waiting))
                .containsExactly(
                        new WaitlistOffered(waiting, scene.programme, Track.COACHING, "NO_FREE_SEAT", null),
                        new WaitlistOffered(waiting, scene.programme, Track.COACHING, "SEAT_FREE", provider));
    }

    @Test
    void tracesAnOfferLikeAnyOtherProposal() {
        var waiting = waits();
        ends();
        offerAll();

        var ranking = view(offerTo(waiting).match()).ranking();

        assertThat(ranking).isNotNull();
        assertThat(Objects.requireNonNull(ranking.explanation()).considered()).isOne();
        assertThat(ranking.follows()).isNotNull();
        var id = Objects.requireNonNull(ranking.run());
        var run = scene.as(() -> runs.get(id, Optional.empty(), 10));
        assertThat(run.state()).isEqualTo("DONE");
        assertThat(run.outcomes().items()).singleElement().satisfies(outcome -> {
            assertThat(outcome.leader()).isEqualTo(waiting);
            assertThat(outcome.outcome()).isEqualTo(RunOutcome.PROPOSED);
        });
    }

    @Test
    void changesNothingWhenItLooksAgain() {
        waits();
        waits();
        ends();
        offerAll();
        var before = OutboxRows.of(scene.tenant).size();

        assertThat(offerAll()).isZero();
        assertThat(scene.as(() -> service.expire(now()))).isFalse();

        assertThat(OutboxRows.of(scene.tenant)).hasSize(before);
    }

    @Test
    void offersASeatOnceHoweverManyLookAtOnce() throws Exception {
        IntStream.range(0, 5).forEach(n -> waits());
        ends();

        var made = inParallel(Collections.<Callable<Integer>>nCopies(12, this::offerAll));

        assertThat(made.stream().mapToInt(n -> n).sum()).isOne();
        assertThat(queue()).filteredOn(place -> place.offer() != null).hasSize(1);
    }

    @Test
    void givesTheOfferedSeatToNobodyElse() {
        var second = scene.provider(1, "CLOUD_MIGRATION");
        var other = scene.leader(Track.COACHING);
        var match = scene.reviewed(other, Track.COACHING);
        var third = scene.leader(Track.COACHING);
        var approved = scene.approved(third, Track.COACHING);
        assertThat(view(match).provider()).isEqualTo(second);
        var waiting = waits();
        scene.does(() -> matches.reject(approved, "NO_FIT"));
        offerAll();

        assertThat(offerTo(waiting).provider()).isEqualTo(second);
        assertThatThrownBy(() -> scene.does(() -> matches.approve(match, scene.lead)))
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.type()).isEqualTo(MatchProblems.NO_FREE_SEAT));
        assertThat(scene.run(scene.leader(Track.COACHING), Track.COACHING).outcome())
                .isEqualTo(RunOutcome.WAITLISTED);
    }

    @RepeatedTest(5)
    void givesTheLastSeatEitherToAnApprovalOrToAnOffer() throws Exception {
        scene.provider(1, "CLOUD_MIGRATION");
        var match = scene.reviewed(scene.leader(Track.COACHING), Track.COACHING);
        var holding = scene.approved(scene.leader(Track.COACHING), Track.COACHING);
        var waiting = waits();
        scene.does(() -> matches.reject(holding, "NO_FIT"));

        var won = inParallel(List.<Callable<Boolean>>of(() -> offerAll() == 1, () -> approves(match)));

        assertThat(won).containsOnlyOnce(true);
        assertThat(place(waiting).offer() != null).isEqualTo(won.getFirst());
    }

    @Test
    void leavesAnOfferAloneWhenTheEngineRuns() {
        var waiting = waits();
        ends();
        offerAll();

        assertThat(scene.run(waiting, Track.COACHING).outcome()).isEqualTo(RunOutcome.HAS_OFFER);
        assertThat(offerTo(waiting).state()).isEqualTo(MatchState.PROPOSED);
    }

    @Test
    void offersNothingBesideProposalsHumansLookAt() {
        var waiting = waits();
        scene.provider(1, "CLOUD_MIGRATION");
        scene.reviewed(waiting, Track.COACHING);
        ends();

        assertThat(offerAll()).isZero();
        assertThat(place(waiting).obstacle()).isEqualTo(RunOutcome.PROPOSED);
    }

    @Test
    void takesTheLeaderOffTheWaitlistWithTheSignature() {
        var waiting = waits();
        ends();
        offerAll();
        var match = approvedOffer(waiting);
        assertThat(queue()).hasSize(1);
        assertThat(scene.as(() -> queries.own(waiting))).singleElement().satisfies(own -> {
            var offer = own.offer();
            assertThat(offer).isNotNull();
            assertThat(offer.match()).isEqualTo(match);
        });

        sign(match, waiting, Roles.PARTICIPANT);

        assertThat(queue()).isEmpty();
        assertThat(told(waiting))
                .last()
                .isEqualTo(new WaitlistOffered(waiting, scene.programme, Track.COACHING, "SEAT_GIVEN", provider));
        scene.does(() -> service.expire(now().plus(Match.OFFER_STANDS.multipliedBy(10))));
        assertThat(view(match).state()).isEqualTo(MatchState.APPROVED);
    }

    @Test
    void letsAnOfferNobodyApprovesRunOutAndGoToTheNext() {
        waits();
        waits();
        ends();
        offerAll();
        var first = queue().getFirst();
        var offered = offerTo(first.leader());

        scene.does(() -> service.expire(offered.answerBy().minusMillis(1)));
        assertThat(view(offered.match()).state()).isEqualTo(MatchState.PROPOSED);
        scene.does(() -> service.expire(offered.answerBy()));
        assertThat(view(offered.match()).state()).isEqualTo(MatchState.EXPIRED);
        offerAll();

        var queue = queue();
        assertThat(queue.getFirst().leader()).isEqualTo(first.leader());
        assertThat(queue.getFirst().silences()).isZero();
        assertThat(queue.getFirst().offer()).isNull();
        assertThat(offerTo(queue.getLast().leader()).provider()).isEqualTo(provider);
        assertThat(told(first.leader())).last().satisfies(event -> {
            assertThat(event.reason()).isEqualTo("OFFER_EXPIRED");
            assertThat(event.offered()).isNull();
        });
    }

    @Test
    void givesTheLeaderThreeDaysOfTheirOwnAndTheSeatBackAfterThem() {
        var waiting = waits();
        ends();
        offerAll();
        var match = approvedOffer(waiting);
        var answerBy = offerTo(waiting).answerBy();

        scene.does(() -> service.expire(answerBy));

        assertThat(view(match).state()).isEqualTo(MatchState.EXPIRED);
        assertThat(place(waiting).silences()).isOne();
        assertThat(OutboxRows.events(scene.tenant, MatchRejected.class))
                .containsExactly(new MatchRejected(match, scene.programme, waiting, provider, "OFFER_EXPIRED"));
        assertThatThrownBy(() -> sign(match, waiting, Roles.PARTICIPANT)).isInstanceOf(Refused.class);
        assertThat(offerAll()).isOne(); // nobody else could take the seat
    }

    @Test
    void leavesAPairToHumansWhenItsOfferRanOutThreeTimes() {
        var waiting = waits();
        ends();

        for (int i = 0; i < 3; i++) {
            assertThat(offerAll()).isOne();
            scene.does(() -> service.expire(offerTo(waiting).answerBy()));
        }

        assertThat(offerAll()).isZero();
        assertThat(place(waiting).expected()).isNull();
    }

    @Test
    void runsOutAndGoesToTheNextByItself() {
        waits();
        waits();
        ends();
        job.runUntil(now());
        var first = offered();

        job.runUntil(offerTo(first).answerBy());

        assertThat(offered()).isNotEqualTo(first);
    }

    @Test
    void looksWhenAllOtherJobsOfAStepAreDone() {
        assertThat(jobs.getLast().name()).isEqualTo(job.name());
    }

    @Test
    void keepsThePlaceOfALeaderWhoDeclinesAndNeverOffersThePairAgain() {
        var waiting = waits();
        ends();
        offerAll();
        var match = approvedOffer(waiting);

        assertThatThrownBy(() -> scene.does(() -> matches.decline(match, actor(Stage.somebody(), Roles.PARTICIPANT))))
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.type()).isEqualTo(CommonProblems.NOT_FOUND));
        scene.does(() -> matches.decline(match, actor(waiting, Roles.PARTICIPANT)));

        assertThat(view(match).state()).isEqualTo(MatchState.REJECTED);
        assertThat(place(waiting).silences()).isZero();
        assertThat(offerAll()).isZero();
        var other = scene.provider(1, "CLOUD_MIGRATION");
        assertThat(offerAll()).isOne();
        assertThat(offerTo(waiting).provider()).isEqualTo(other);
    }

    @Test
    void declinesNothingThatIsNoOffer() {
        var other = scene.provider(1, "CLOUD_MIGRATION");
        var leader = scene.leader(Track.COACHING);
        var match = scene.approved(leader, Track.COACHING);
        assertThat(view(match).provider()).isEqualTo(other);

        assertThatThrownBy(() -> scene.does(() -> matches.decline(match, actor(leader, Roles.PARTICIPANT))))
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.type()).isEqualTo(MatchProblems.WRONG_STATE));
    }

    @Test
    void offersTheSeatOfAnOfferAHumanTurnsDownToTheNext() {
        waits();
        waits();
        ends();
        offerAll();
        var first = offered();

        scene.does(() -> matches.reject(offerTo(first).match(), "TOO_CLOSE"));

        assertThat(told(first)).last().extracting(WaitlistOffered::reason).isEqualTo("OFFER_REJECTED");
        assertThat(offerAll()).isOne();
        assertThat(offered()).isNotEqualTo(first);
        assertThat(place(first).place()).isOne();
    }

    @Test
    void offersWhateverFreedTheSeat() {
        var waiting = waits();
        scene.does(() -> providers.hold(provider, "PAUSE"));
        ends();
        assertThat(offerAll()).isZero();

        scene.does(() -> providers.release(provider, null));

        assertThat(offerAll()).isOne();
        var second = waits();
        scene.candidate(provider, ProviderType.INTERNAL, Set.of(Track.COACHING, Track.MENTORING), 2, "DATA_STRATEGY");
        assertThat(offerAll()).isOne();
        assertThat(offerTo(waiting).provider()).isEqualTo(provider);
        assertThat(offerTo(second).provider()).isEqualTo(provider);
    }

    @Test
    void offersNothingWhileOnboardingIsStopped() {
        waits();
        ends();
        scene.hear(new OnboardingStopped(scene.programme, "DATA_QUALITY"));
        assertThat(offerAll()).isZero();

        scene.hear(new OnboardingResumed(scene.programme));

        assertThat(offerAll()).isOne();
    }

    @Test
    void passesTheSeatOnWhenTheLeaderGoesOnLeaveOrIsForgotten() {
        IntStream.range(0, 3).forEach(n -> waits());
        ends();
        offerAll();
        var away = offered();

        scene.hear(new EmploymentChanged(away, Set.of(Aspect.LEAVE), today()));

        assertThat(offerAll()).isOne();
        var forgotten = offered();
        assertThat(forgotten).isNotEqualTo(away);
        assertThat(place(away).obstacle()).isEqualTo(RunOutcome.ON_LEAVE);

        scene.hear(new ErasureRequested(forgotten, new RemovalId(UUID.randomUUID()), UUID.randomUUID()));

        assertThat(offerAll()).isOne();
        assertThat(offered()).isNotIn(away, forgotten);
        assertThat(queue()).extracting(WaitingView::leader).doesNotContain(forgotten);
    }

    @Test
    void expectsTheSeatThatIsPlannedToEndFirst() {
        var waiting = waits();

        var expected = place(waiting).expected();

        assertThat(expected).isNotNull();
        assertThat(expected.provider()).isEqualTo(provider);
        assertThat(expected.basis()).isEqualTo(Basis.ENGAGEMENT_ENDS);
        assertThat(expected.on()).isEqualTo(today().plusMonths(3));
        var second = waits();
        assertThat(queue())
                .extracting(place ->
                        place.expected() == null ? null : place.expected().basis())
                .containsExactly(Basis.ENGAGEMENT_ENDS, Basis.NEXT_TERM_ENDS);
        assertThat(List.of(place(waiting).place(), place(second).place())).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void readsALongQueueInPages() {
        IntStream.range(0, 3).forEach(n -> waits());
        var whole = queue();

        var first = scene.as(() -> queries.page(scene.programme, Track.COACHING, Optional.empty(), 2));
        var second = scene.as(() -> queries.page(scene.programme, Track.COACHING, Cursor.parse(first.next()), 2));

        assertThat(first.items()).isEqualTo(whole.subList(0, 2));
        assertThat(second.items()).isEqualTo(whole.subList(2, 3));
        assertThat(second.next()).isNull();
    }

    @Test
    void knowsNoQueueOfAProgrammeOfSomebodyElse() {
        var theirs = scene.programme;
        assertThat(refusal(theirs)).isEqualTo(CommonProblems.INVALID);
        scene = stage.open();

        assertThat(refusal(theirs)).isEqualTo(ProfileProblems.PROGRAMME_UNKNOWN);
    }

    /** Why nobody can be told of, when the track is left out. */
    private ProblemType refusal(ProgrammeId programme) {
        return catchThrowableOfType(
                        Refused.class, () -> scene.as(() -> queries.page(programme, null, Optional.empty(), 200)))
                .type();
    }

    private PersonId waits() {
        var leader = scene.leader(Track.COACHING);
        assertThat(scene.run(leader, Track.COACHING).outcome()).isEqualTo(RunOutcome.WAITLISTED);
        return leader;
    }

    private void ends() {
        scene.does(() -> engagements.end(new EngagementId(running.value()), EndReason.COMPLETED));
    }

    private int offerAll() {
        return scene.as(service::offerAll);
    }

    private MatchId approvedOffer(PersonId leader) {
        var match = offerTo(leader).match();
        scene.does(() -> matches.review(match));
        scene.does(() -> matches.approve(match, scene.lead));
        return match;
    }

    private OfferView offerTo(PersonId leader) {
        var offer = place(leader).offer();
        assertThat(offer).isNotNull();
        return offer;
    }

    private WaitingView place(PersonId leader) {
        return queue().stream()
                .filter(place -> place.leader().equals(leader))
                .findFirst()
                .orElseThrow();
    }

    private List<WaitingView> queue() {
        return scene.as(() -> queries.page(scene.programme, Track.COACHING, Optional.empty(), 200))
                .items();
    }

    private List<MatchView> seen(PersonId side) {
        return scene.as(() -> matchQueries.page(new Filter(null, null, null, null, side), Optional.empty(), 200))
                .items();
    }

    private MatchView view(MatchId match) {
        return scene.as(() -> matchQueries.get(match, null));
    }

    private List<WaitlistOffered> told(PersonId leader) {
        return OutboxRows.events(scene.tenant, WaitlistOffered.class).stream()
                .filter(event -> event.person().equals(leader))
                .toList();
    }

    private void sign(MatchId match, PersonId person, String role) {
        scene.does(() -> agreements.sign(match, actor(person, role), null));
    }

    private Actor actor(@Nullable PersonId person, String role) {
        return new Actor(scene.tenant, person, "test", Set.of(role));
    }

    /** Who has the one offer there is. */
    private PersonId offered() {
        return queue().stream()
                .filter(place -> place.offer() != null)
                .map(WaitingView::leader)
                .findFirst()
                .orElseThrow();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now(), ZoneOffset.UTC);
    }

    private Instant now() {
        return clock.instant();
    }

    private boolean approves(MatchId match) {
        try {
            scene.does(() -> matches.approve(match, scene.lead));
            return true;
        } catch (Refused refused) {
            assertThat(refused.type()).isEqualTo(MatchProblems.NO_FREE_SEAT);
            return false;
        }
    }

    private static <R> List<R> inParallel(List<Callable<R>> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(work.size())) {
            var results = new ArrayList<R>();
            for (var done : threads.invokeAll(work)) {
                results.add(done.get());
            }
            return results;
        }
    }
}
