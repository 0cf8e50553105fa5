package tandem.matching.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.GroupAttribute;
import tandem.events.GroupDimension;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.IntakeEvent.ErasureRequested;
import tandem.events.MatchingEvent.MatchProposed;
import tandem.events.MatchingEvent.RemovalReported;
import tandem.events.PersonId;
import tandem.events.ProfileState.FairnessProfile;
import tandem.events.Purpose;
import tandem.events.RemovalId;
import tandem.events.Track;
import tandem.matching.Stage;
import tandem.matching.assignment.Objective;
import tandem.matching.fairness.Audit;
import tandem.matching.fairness.Audit.Breach;
import tandem.matching.fairness.SelectionRatio;
import tandem.matching.run.Runs.Assignment;
import tandem.matching.run.Runs.Lock;
import tandem.matching.run.Runs.WhatIf;
import tandem.matching.visibility.VisibilityQueries;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.problem.Refused;
import tandem.runtime.visibility.Held;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** Five women whose boss is the only coach, and five men who get him: what the audit of a plan says of it, and to whom. */
@QuarkusTest
@WithTestResource(RealParts.class)
class SelectionTest {

    private static final Assignment MOST = new Assignment(Objective.MOST_SERVED, null);
    private static final Assignment PREVIEW = new Assignment(Objective.MOST_SERVED, new WhatIf(null, List.of()));

    @Inject
    Stage stage;

    @Inject
    RunService service;

    @Inject
    RunQueries queries;

    @Inject
    VisibilityQueries visibility;

    private Stage.Scene scene;
    private PersonId boss;
    private List<PersonId> women = List.of();
    private List<PersonId> men = List.of();

    @BeforeEach
    void open() {
        scene = stage.open();
        boss = scene.provider(5, "DATA_STRATEGY");
        women = Stream.generate(() -> leader(boss, "WOMAN")).limit(5).toList();
        men = Stream.generate(() -> leader(null, "MAN")).limit(5).toList();
    }

    @Test
    void letsOnlyTheOperationsOwnerPublishWithAReasonWhatPassesAGroupOver() {
        var run = plan(MOST);
        var owner = scene.person(Roles.OPERATIONS_OWNER);

        assertThat(ratio(run)).isEqualByComparingTo("0");
        assertThat(audit(run).breaches()).containsExactly(Breach.SELECTION_RATE);
        assertThat(breaches(run, "SMALL_COHORT", scene.lead)).isEqualTo("[SELECTION_RATE]");
        assertThat(breaches(run, null, owner)).isEqualTo("[SELECTION_RATE]");

        scene.does(() -> service.publish(run, "SMALL_COHORT", owner));

        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class))
                .extracting(MatchProposed::leader)
                .containsExactlyInAnyOrderElementsOf(men);
    }

    @Test
    void asksForNoReasonWhereGroupsAreServedAlike() {
        scene.provider(5, "DATA_STRATEGY");

        var run = plan(MOST);

        assertThat(ratio(run)).isEqualByComparingTo("1");
        scene.does(() -> service.publish(run, null, scene.lead));
    }

    @Test
    void showsTheRatioInPreviewsAndSideBySideAndNobodyInIt() {
        var base = plan(MOST);
        var other = plan(PREVIEW);

        var comparison = scene.as(() -> queries.compare(base, other));

        assertThat(ratio(comparison.base().audit())).isEqualByComparingTo("0");
        assertThat(ratio(comparison.other().audit())).isEqualByComparingTo("0");
        assertThat(audit(base).selection())
                .extracting(SelectionRatio::dimension)
                .as("whether or not anybody spoke of it")
                .containsExactly(GroupDimension.values());
        assertThat(audit(base).selection().toString())
                .doesNotContain("WOMAN", women.getFirst().toString());
    }

    /** One seat more, and one more is served: the two ratios set against each other would speak of that one. */
    @Test
    void tellsNoRatioInAPreviewThatDiffersInAFewFromWhatWasTold() {
        for (int i = 0; i < 5; i++) {
            leader(null, "WOMAN");
            leader(null, "MAN");
        }
        var second = scene.provider(5, "DATA_STRATEGY");
        assertThat(ratio(plan(MOST))).isNotNull();

        assertThat(ratio(plan(withSeats(second, 6)))).isNull();
        assertThat(audit(plan(withSeats(second, 6))).breaches()).isEmpty();
        assertThat(ratio(plan(PREVIEW))).as("the same as was told").isNotNull();
        assertThat(ratio(plan(withSeats(second, 10)))).as("five others").isNotNull();
    }

    private static Assignment withSeats(PersonId provider, int seats) {
        return new Assignment(Objective.MOST_SERVED, new WhatIf(null, List.of(new Runs.Seats(provider, seats))));
    }

    @Test
    void keepsToItselfWhatTooFewWouldBe() {
        withdraws(women.getFirst(), 1);

        var run = plan(MOST);

        assertThat(ratio(run)).isNull();
        assertThat(audit(run).breaches()).isEmpty();
    }

    @Test
    void removesADeclarationWithItsConsentAndReportsIt() {
        var ada = women.getFirst();
        assertThat(held(ada)).isEqualTo(1);

        withdraws(ada, 1);
        scene.hear(declares(ada, 1, "WOMAN"));

        assertThat(held(ada)).as("also when the state is told late").isZero();
        assertThat(OutboxRows.events(scene.tenant, RemovalReported.class))
                .singleElement()
                .satisfies(reported -> assertThat(reported.counts()).containsEntry("groupDeclarations", 1));
        scene.hear(declares(ada, 2, "WOMAN"));
        assertThat(held(ada)).as("under a new consent").isEqualTo(1);
    }

    @Test
    void reportsADeclarationAlsoWhenTheLogWasCleanedOfItFirst() {
        var ada = women.getFirst();
        scene.hearNothingMoreOf(ada, Purpose.FAIRNESS);
        assertThat(held(ada)).isZero();

        withdraws(ada, 2);

        assertThat(OutboxRows.events(scene.tenant, RemovalReported.class))
                .extracting(reported -> reported.counts().get("groupDeclarations"))
                .containsExactly(1);
    }

    @Test
    void takesADeclarationBackAndAnotherUnderTheSameConsent() {
        var ada = women.getFirst();
        scene.hearNothingMoreOf(ada, Purpose.FAIRNESS);

        scene.hear(declares(ada, 1, "NON_BINARY"));

        assertThat(held(ada)).isEqualTo(1);
        assertThat(ratio(plan(MOST))).as("four women are too few").isNull();
    }

    @Test
    void forgetsADeclarationWithThePerson() {
        var ada = women.getFirst();

        scene.hear(new ErasureRequested(ada, new RemovalId(UUID.randomUUID()), UUID.randomUUID()));
        scene.hear(declares(ada, 9, "WOMAN"));

        assertThat(held(ada)).isZero();
    }

    @Test
    void changesNoPlan() {
        var declared = scene.as(() -> queries.certificate(plan(MOST))).certificate();
        Stream.concat(women.stream(), men.stream()).forEach(leader -> withdraws(leader, 1));

        assertThat(scene.as(() -> queries.certificate(plan(MOST))).certificate())
                .isEqualTo(declared);
    }

    @Test
    void saysNothingOfLeadersPickedByHandAndHasSomebodySignForThat() {
        var named = plan(Stream.concat(women.stream().skip(1), men.stream()).toList(), List.of());
        var fixed = plan(List.of(), List.of(new Lock(men.getFirst(), boss, "OLD_ACQUAINTANCE")));

        for (var run : List.of(named, fixed)) {
            assertThat(audit(run).selection()).extracting(SelectionRatio::ratio).containsOnlyNulls();
            assertThat(breaches(run, "SMALL_COHORT", scene.lead)).isEqualTo("[SELECTION_UNSEEN]");
        }
        assertThat(ratio(plan(Stream.concat(men.stream(), women.stream()).toList(), List.of())))
                .as("everybody, by name")
                .isEqualByComparingTo("0");
    }

    @Test
    void letsLeadersBePickedByHandWhereNobodyDeclaresAnything() {
        women.forEach(leader -> withdraws(leader, 1));

        assertThat(audit(plan(men, List.of())).breaches()).isEmpty();
    }

    private PersonId leader(@Nullable PersonId manager, String gender) {
        var leader = Stage.somebody();
        scene.decided(leader, Track.COACHING);
        scene.hear(scene.profile(leader, 1, manager));
        scene.hear(declares(leader, 1, gender));
        return leader;
    }

    private static FairnessProfile declares(PersonId leader, long version, String gender) {
        return new FairnessProfile(leader, version, List.of(new GroupAttribute(GroupDimension.GENDER, gender)));
    }

    private void withdraws(PersonId leader, long version) {
        scene.hear(new ConsentWithdrawn(leader, Purpose.FAIRNESS, version, new RemovalId(UUID.randomUUID())));
    }

    private long held(PersonId person) {
        return scene.as(() -> visibility.of(person)).stream()
                .filter(held -> held.purpose() == Purpose.FAIRNESS)
                .mapToLong(Held::count)
                .sum();
    }

    private UUID plan(Assignment assignment) {
        return scene.as(
                () -> service.plan(scene.programme, Track.COACHING, List.of(), assignment, List.of(), scene.lead));
    }

    private UUID plan(List<PersonId> leaders, List<Lock> locks) {
        return scene.as(() -> service.plan(scene.programme, Track.COACHING, leaders, MOST, locks, scene.lead));
    }

    private Audit audit(UUID run) {
        var plan = Objects.requireNonNull(
                scene.as(() -> queries.get(run, Optional.empty(), 1)).plan());
        return Objects.requireNonNull(plan.audit());
    }

    private @Nullable BigDecimal ratio(UUID run) {
        return ratio(audit(run));
    }

    private static @Nullable BigDecimal ratio(Audit audit) {
        return audit.selection().stream()
                .filter(one -> one.dimension() == GroupDimension.GENDER)
                .toList()
                .getFirst()
                .ratio();
    }

    private String breaches(UUID run, @Nullable String reason, Actor by) {
        var refused = new ArrayList<String>();
        assertThatThrownBy(() -> scene.does(() -> service.publish(run, reason, by)))
                .isInstanceOfSatisfying(Refused.class, refusal -> {
                    assertThat(refusal.type()).isEqualTo(RunProblems.UNFAIR);
                    refused.add(String.valueOf(refusal.context().get("breaches")));
                });
        return refused.getFirst();
    }
}
