package tandem.matching.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.ImpactEvent.ProviderBelowGate;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.IntakeEvent.ErasureRequested;
import tandem.events.MatchingEvent.MatchProposed;
import tandem.events.MatchingEvent.WaitlistOffered;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.events.RemovalId;
import tandem.events.Track;
import tandem.matching.Stage;
import tandem.matching.assignment.Objective;
import tandem.matching.fairness.Audit;
import tandem.matching.match.MatchProblems;
import tandem.matching.match.MatchService;
import tandem.matching.run.RunQueries.OutcomeView;
import tandem.matching.run.RunQueries.PlaceView;
import tandem.matching.run.RunQueries.RunView;
import tandem.matching.run.Runs.Assignment;
import tandem.matching.run.Runs.Lock;
import tandem.matching.run.Runs.Seats;
import tandem.matching.run.Runs.WhatIf;
import tandem.matching.scoring.ScoreWeights;
import tandem.matching.weighting.WeightingProblems;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.ProblemType;
import tandem.runtime.problem.Refused;
import tandem.testing.AppDatabase;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** Places whole cohorts: planned, proven, published, and only then proposed. */
@QuarkusTest
@WithTestResource(RealParts.class)
class AssignmentTest {

    private static final Assignment MOST = new Assignment(Objective.MOST_SERVED, null);

    private static final WhatIf AS_IT_IS = new WhatIf(null, List.of());

    @Inject
    Stage stage;

    @Inject
    RunService service;

    @Inject
    RunQueries queries;

    @Inject
    RunJob job;

    @Inject
    MatchService matches;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void plansForEverybodyAndProposesNobodyBeforeItIsPublished() {
        var providers = List.of(scene.provider(1, "DATA_STRATEGY"), scene.provider(1, "BUDGETING"));
        var leaders = List.of(scene.leader(Track.COACHING), scene.leader(Track.COACHING));

        var run = plan(MOST);

        assertThat(view(run).state()).isEqualTo("PLANNED");
        assertThat(places(run).keySet()).containsExactlyInAnyOrderElementsOf(leaders);
        assertThat(places(run).values()).extracting(PlaceView::provider).containsExactlyInAnyOrderElementsOf(providers);
        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class)).isEmpty();

        scene.does(() -> service.publish(run, null, scene.lead));

        assertThat(view(run).state()).isEqualTo("DONE");
        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class))
                .extracting(MatchProposed::leader, MatchProposed::provider)
                .containsExactlyInAnyOrderElementsOf(places(run).entrySet().stream()
                        .map(place -> tuple(place.getKey(), place.getValue().provider()))
                        .toList());
    }

    @Test
    void keepsTheProofWithThePlan() {
        scene.provider(1, "DATA_STRATEGY");
        scene.leader(Track.COACHING);
        scene.leader(Track.COACHING);

        var proof = scene.as(() -> queries.certificate(plan(MOST)));

        assertThat(proof.faults()).isEmpty();
        assertThat(proof.certificate().leaders()).hasSize(2);
        assertThat(proof.certificate().cost()).isEqualTo(proof.certificate().bound());
    }

    @Test
    void namesTheSeatsThatAreLackingAndPutsWhoWaitsOnTheWaitlist() {
        var provider = scene.provider(1, "DATA_STRATEGY");
        var leaders = List.of(scene.leader(Track.COACHING), scene.leader(Track.COACHING));

        var run = plan(MOST);

        var shortages = scene.as(() -> queries.shortages(run)).shortages();
        assertThat(shortages).hasSize(1);
        assertThat(shortages.getFirst().leaders()).containsExactlyInAnyOrderElementsOf(leaders);
        assertThat(shortages.getFirst().providers())
                .extracting(Lack.Relief::provider)
                .containsExactly(provider);
        assertThat(shortages.getFirst().lacking()).isEqualTo(1);
        assertThat(outcomes(run))
                .filteredOn(outcome -> outcome.outcome() == RunOutcome.WAITS)
                .extracting(OutcomeView::waits, OutcomeView::shortage)
                .containsExactly(tuple(Waits.SEATS, 0));

        scene.does(() -> service.publish(run, null, scene.lead));

        assertThat(OutboxRows.events(scene.tenant, WaitlistOffered.class))
                .extracting(WaitlistOffered::reason)
                .containsExactly("NO_FREE_SEAT");
    }

    @Test
    void saysWhichRulesLeaveNoProvider() {
        var provider = scene.provider(1, "DATA_STRATEGY");
        scene.hear(new ProviderBelowGate(provider, "rating", BigDecimal.valueOf(3.5), BigDecimal.valueOf(4)));
        scene.leader(Track.COACHING);

        var outcome = outcomes(plan(MOST)).getFirst();

        assertThat(outcome.waits()).isEqualTo(Waits.HARD_RULES);
        assertThat(outcome.ruledOut().get("PROVIDER_HELD").asInt()).isEqualTo(1);
        assertThat(outcome.shortage()).isNull();
    }

    @Test
    void plansTheSameInWhateverOrderLeadersAreNamed() {
        Stream.of("DATA_STRATEGY", "BUDGETING", "DATA_STRATEGY", "OPERA", "CHESS")
                .forEach(skill -> scene.provider(1, skill));
        var leaders = new ArrayList<PersonId>();
        Stream.generate(() -> scene.leader(Track.COACHING)).limit(6).forEach(leaders::add);
        var first = places(plan(leaders, MOST, List.of()));
        var random = new Random(1);
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(leaders, random);

            assertThat(places(plan(leaders, MOST, List.of()))).isEqualTo(first);
        }
    }

    @Test
    void keepsAPairSomebodyFixedAndLetsSomebodyElseApproveIt() {
        scene.provider(1, "DATA_STRATEGY");
        var second = scene.provider(1, "OPERA");
        var leader = scene.leader(Track.COACHING);

        var run = plan(List.of(), MOST, List.of(new Lock(leader, second, "SPONSORSHIP_CONTEXT")));

        assertThat(places(run).get(leader))
                .extracting(PlaceView::provider, PlaceView::locked)
                .containsExactly(second, true);
        scene.does(() -> service.publish(run, null, scene.lead));
        var match =
                OutboxRows.events(scene.tenant, MatchProposed.class).getFirst().match();
        scene.does(() -> matches.review(match));
        assertThatThrownBy(() -> scene.does(() -> matches.approve(match, scene.lead)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.type()).isEqualTo(MatchProblems.NOT_INDEPENDENT));
    }

    @Test
    void refusesAFixedPairWithTheRuleThatSpeaksAgainstIt() {
        var boss = scene.provider(2, "DATA_STRATEGY");
        var leader = Stage.somebody();
        scene.decided(leader, Track.COACHING);
        scene.hear(scene.profile(leader, 1, boss));

        assertThat(refusedReasons(List.of(new Lock(leader, boss, "OLD_ACQUAINTANCE"))))
                .containsExactly("[LINE_MANAGER]");

        var one = scene.provider(1, "DATA_STRATEGY");
        var locks = Stream.generate(() -> new Lock(scene.leader(Track.COACHING), one, "OLD_ACQUAINTANCE"))
                .limit(2)
                .toList();
        assertThat(refusedReasons(locks)).as("two for one seat").containsExactly("[NO_FREE_SEAT]");
    }

    @Test
    void publishesAPlanOnceAndAPreviewNever() {
        scene.provider(1, "DATA_STRATEGY");
        scene.leader(Track.COACHING);
        var preview = plan(new Assignment(Objective.BEST_TOTAL, AS_IT_IS));
        var run = plan(MOST);
        scene.does(() -> service.publish(run, null, scene.lead));

        for (var id : List.of(preview, run)) {
            assertThatThrownBy(() -> scene.does(() -> service.publish(id, null, scene.lead)))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.type()).isEqualTo(RunProblems.NOT_PUBLISHABLE));
        }
    }

    @Test
    void proposesNobodyAgainstWhomARuleSpeaksSinceThePlan() {
        var provider = scene.provider(1, "DATA_STRATEGY");
        scene.leader(Track.COACHING);
        var run = plan(MOST);
        scene.hear(new ProviderBelowGate(provider, "rating", BigDecimal.valueOf(3.5), BigDecimal.valueOf(4)));

        scene.does(() -> service.publish(run, null, scene.lead));

        assertThat(outcomes(run).getFirst().outcome()).isEqualTo(RunOutcome.NO_LONGER_ELIGIBLE);
        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class)).isEmpty();
    }

    @Test
    void forgetsWhoTakesAConsentBackAndStaysProven() {
        var provider = scene.provider(1, "DATA_STRATEGY");
        var leader = scene.leader(Track.COACHING);
        var run = plan(MOST);
        scene.hear(new ConsentWithdrawn(leader, Purpose.MATCHING, 1, new RemovalId(UUID.randomUUID())));
        scene.hear(new ErasureRequested(provider, new RemovalId(UUID.randomUUID()), UUID.randomUUID()));

        var proof = scene.as(() -> queries.certificate(run));

        assertThat(proof.faults()).isEmpty();
        assertThat(proof.toString()).doesNotContain(leader.toString()).doesNotContain(provider.toString());
        assertThat(outcomes(run).getFirst().place()).isNull();
        scene.does(() -> service.publish(run, null, scene.lead));
        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class)).isEmpty();
    }

    @Test
    void asksTheOperationsOwnerForAReasonWhenFewCarryMost() {
        scene.provider(4, "DATA_STRATEGY");
        scene.provider(4, "OPERA");
        scene.provider(4, "CHESS");
        Stream.generate(() -> scene.leader(Track.COACHING)).limit(4).forEach(leader -> {});
        var run = plan(MOST);
        var owner = scene.person(Roles.OPERATIONS_OWNER);

        assertThat(plan(view(run)).audit())
                .extracting(Audit::concentration, Audit::breaches)
                .containsExactly(new BigDecimal("0.67"), List.of(Audit.Breach.LOAD_CONCENTRATED));
        assertThat(refusal(run, "SMALL_COHORT", scene.lead)).isEqualTo(RunProblems.UNFAIR);
        assertThat(refusal(run, null, owner)).isEqualTo(RunProblems.UNFAIR);

        scene.does(() -> service.publish(run, "SMALL_COHORT", owner));

        assertThat(plan(view(run)).publishReason()).isEqualTo("SMALL_COHORT");
        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class)).hasSize(4);
    }

    @Test
    void comparesAPlanWithWhatMoreSeatsWouldChange() {
        var scarce = scene.provider(1, "DATA_STRATEGY");
        var second = scene.provider(1, "OPERA");
        var leaders = List.of(scene.leader(Track.COACHING), scene.leader(Track.COACHING));
        var base = plan(MOST);
        var more = plan(new Assignment(Objective.MOST_SERVED, new WhatIf(null, List.of(new Seats(scarce, 2)))));

        var comparison = scene.as(() -> queries.compare(base, more));

        assertThat(comparison.both()).isEqualTo(2);
        assertThat(comparison.churn()).isEqualByComparingTo("0.5");
        assertThat(comparison.changes()).hasSize(1);
        assertThat(comparison.changes().getFirst())
                .extracting(RunQueries.Change::from, RunQueries.Change::to)
                .containsExactly(second, scarce);
        assertThat(leaders).contains(comparison.changes().getFirst().leader());
        assertThat(comparison.other().score()).isGreaterThan(comparison.base().score());
        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class)).isEmpty();
    }

    @Test
    void comparesNothingWithARunNobodyKnows() {
        var unknown = UUID.randomUUID();

        assertThatThrownBy(() -> scene.as(() -> queries.compare(unknown, null)))
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.type()).isEqualTo(CommonProblems.NOT_FOUND));
    }

    @Test
    void givesASeatToAFullProviderInAPreviewOnly() {
        var full = scene.provider(1, "DATA_STRATEGY");
        scene.approved(scene.leader(Track.COACHING), Track.COACHING);
        var leader = scene.leader(Track.COACHING);

        var more = plan(
                List.of(leader),
                new Assignment(Objective.MOST_SERVED, new WhatIf(null, List.of(new Seats(full, 1)))),
                List.of());

        assertThat(places(more).get(leader)).extracting(PlaceView::provider).isEqualTo(full);
        assertThat(places(plan(List.of(leader), MOST, List.of()))).isEmpty();
    }

    @Test
    void plansUnderOtherWeightsButNeverAgainstTheRulesOfCoaching() {
        scene.provider(1, "DATA_STRATEGY");
        scene.leader(Track.COACHING);
        var weights = new ScoreWeights("WHAT_IF", 20, 60, 0, 0, 20);
        var breaking = new ScoreWeights("WHAT_IF", 20, 20, 0, 20, 40);

        assertThat(view(plan(new Assignment(Objective.MOST_SERVED, new WhatIf(weights, List.of()))))
                        .state())
                .isEqualTo("PLANNED");
        assertThatThrownBy(() -> plan(new Assignment(Objective.MOST_SERVED, new WhatIf(breaking, List.of()))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.type()).isEqualTo(WeightingProblems.FAULTY));
    }

    @Test
    void comparesPlansOnly() {
        scene.provider(1, "DATA_STRATEGY");
        scene.leader(Track.COACHING);
        var run = plan(MOST);

        for (var other : List.of(run, UUID.randomUUID())) {
            assertThatThrownBy(() -> scene.as(() -> queries.compare(run, other)))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.type()).isEqualTo(RunProblems.NOT_COMPARABLE));
        }
    }

    @Test
    void worksOffALargeCohortInSteps() {
        scene.provider(2, "DATA_STRATEGY");

        var run = plan(tooMany(), MOST, List.of());

        assertThat(view(run).state()).isEqualTo("RUNNING");
        assertThat(scene.as(() -> service.advance(run))).isFalse();
        assertThat(view(run).state()).isEqualTo("PLANNED");
        scene.does(() -> service.publish(run, null, scene.lead));
        assertThat(view(run).state()).isEqualTo("RUNNING");
        assertThat(scene.as(() -> service.advance(run))).isTrue();
        assertThat(scene.as(() -> service.advance(run))).isFalse();
        assertThat(view(run).proposals()).isEqualTo(1);
    }

    @Test
    void givesUpARunThatFailsAgainAndAgain() throws SQLException {
        scene.provider(2, "DATA_STRATEGY");
        var run = plan(tooMany(), MOST, List.of());
        var other = plan(tooMany(), MOST, List.of());
        spoil(run);

        for (var tried = 1; tried < RunService.FAILURES_MAX; tried++) {
            job.workOff();
            assertThat(view(run).state()).isEqualTo("RUNNING");
        }
        job.workOff();

        assertThat(view(run).state()).isEqualTo("FAILED");
        assertThat(view(run).failure()).isEqualTo(RunFailure.BROKEN_OFF);
        assertThat(view(run).finishedAt()).isNotNull();
        assertThat(view(other).state()).isEqualTo("PLANNED");
        assertThat(scene.as(() -> service.advance(run))).isFalse();
        assertThatThrownBy(() -> scene.does(() -> service.publish(run, null, scene.lead)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.type()).isEqualTo(RunProblems.NOT_PUBLISHABLE));
    }

    @Test
    void saysOfAPlanThatItsProofDoesNotHold() {
        var run = plan(tooMany(), MOST, List.of());

        var isGivenUp = IntStream.range(0, RunService.FAILURES_MAX)
                .mapToObj(n -> scene.as(() -> service.failed(run, RunFailure.of(new RunFailure.Unproven("a price")))))
                .toList();

        assertThat(isGivenUp).endsWith(true).containsOnlyOnce(true);
        assertThat(view(run).failure()).isEqualTo(RunFailure.UNPROVEN);
    }

    @Test
    void countsOnlyFailuresInARow() {
        scene.provider(2, "DATA_STRATEGY");
        var run = plan(tooMany(), MOST, List.of());
        scene.does(() -> service.advance(run));
        scene.does(() -> service.publish(run, null, scene.lead));
        fail(run, RunService.FAILURES_MAX - 1);

        assertThat(scene.as(() -> service.advance(run))).isTrue();
        fail(run, RunService.FAILURES_MAX - 1);

        assertThat(view(run).state()).isEqualTo("RUNNING");
    }

    private void fail(UUID run, int times) {
        IntStream.range(0, times).forEach(n -> scene.does(() -> service.failed(run, RunFailure.BROKEN_OFF)));
    }

    /** More leaders than a request sees to; one of them takes part. */
    private List<PersonId> tooMany() {
        var leaders = Stream.generate(Stage::somebody).limit(RunService.AT_ONCE);
        return Stream.concat(leaders, Stream.of(scene.leader(Track.COACHING))).toList();
    }

    /** No assignment is without a track; this one can only fail. */
    private static void spoil(UUID run) throws SQLException {
        try (var superuser = AppDatabase.connect();
                var statement = superuser.prepareStatement("update runs set track = null where id = ?")) {
            statement.setObject(1, run);
            statement.executeUpdate();
        }
    }

    private List<String> refusedReasons(List<Lock> locks) {
        var reasons = new ArrayList<String>();
        assertThatThrownBy(() -> plan(List.of(), MOST, locks))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> reasons.add(String.valueOf(refused.context().get("reasons"))));
        return reasons;
    }

    private ProblemType refusal(UUID run, @Nullable String reason, Actor by) {
        var types = new ArrayList<ProblemType>();
        assertThatThrownBy(() -> scene.does(() -> service.publish(run, reason, by)))
                .isInstanceOfSatisfying(Refused.class, refused -> types.add(refused.type()));
        return types.getFirst();
    }

    private static RunQueries.Plan plan(RunView run) {
        return Objects.requireNonNull(run.plan());
    }

    private UUID plan(Assignment assignment) {
        return plan(List.of(), assignment, List.of());
    }

    private UUID plan(List<PersonId> leaders, Assignment assignment, List<Lock> locks) {
        return scene.as(() -> service.plan(scene.programme, Track.COACHING, leaders, assignment, locks, scene.lead));
    }

    private RunView view(UUID run) {
        return scene.as(() -> queries.get(run, Optional.empty(), 200));
    }

    private List<OutcomeView> outcomes(UUID run) {
        return view(run).outcomes().items();
    }

    private Map<PersonId, PlaceView> places(UUID run) {
        return outcomes(run).stream()
                .filter(outcome -> outcome.place() != null)
                .collect(Collectors.toMap(OutcomeView::leader, OutcomeView::place));
    }
}
