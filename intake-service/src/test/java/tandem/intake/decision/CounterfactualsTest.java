package tandem.intake.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.events.Pathway;
import tandem.events.Trigger;

class CounterfactualsTest {

    private static final RuleSet RULES = RuleSet.CURRENT;
    private static final int FIVE_YEARS = 1_900;

    @ParameterizedTest
    @MethodSource("tandem.intake.decision.Cases#policies")
    void namesOnlyWhatReallyChangesTheAnswer(DecisionTerms terms) {
        assertThat(Cases.needs(terms)).allSatisfy(need -> {
            var outcome = RULES.decide(need, terms);

            assertThat(outcome.changes()).isNotEmpty().allSatisfy(change -> {
                var other = applied(applied(need, new Alteration(change.what(), change.value())), change.and());
                assertThat(RULES.pathway(other, terms))
                        .isEqualTo(change.instead())
                        .isNotEqualTo(outcome.pathway());
            });
        });
    }

    @ParameterizedTest
    @MethodSource("tandem.intake.decision.Cases#policies")
    void asksForASecondFactOnlyWhereOneDoesNotDo(DecisionTerms terms) {
        assertThat(Cases.needs(terms)).allSatisfy(need -> {
            var changes = RULES.decide(need, terms).changes();

            assertThat(changes)
                    .filteredOn(change -> change.and() != null)
                    .allSatisfy(pair -> assertThat(changes)
                            .filteredOn(change -> change.and() == null)
                            .extracting(Change::instead)
                            .doesNotContain(pair.instead()));
        });
    }

    @ParameterizedTest
    @MethodSource("tandem.intake.decision.Cases#policies")
    void staysShort(DecisionTerms terms) {
        assertThat(Cases.needs(terms)).allSatisfy(need -> {
            var outcome = RULES.decide(need, terms);

            assertThat(outcome.changes()).hasSizeLessThanOrEqualTo(Trigger.values().length + 8);
        });
    }

    @ParameterizedTest
    @MethodSource("tandem.intake.decision.Cases#policies")
    void namesTheNearestTenureThatChangesTheAnswer(DecisionTerms terms) {
        assertThat(Cases.needs(terms).limit(400)).allSatisfy(need -> {
            var outcome = RULES.decide(need, terms);

            for (var change : outcome.changes()) {
                if (change.what().startsWith("tenure") && change.and() == null) {
                    var named = tenure(change.what(), change.value()).days();
                    var between = named > need.tenureDays()
                            ? IntStream.range(need.tenureDays(), named)
                            : IntStream.rangeClosed(named + 1, need.tenureDays());
                    assertThat(between.mapToObj(days -> at(need, days)))
                            .allSatisfy(nearer ->
                                    assertThat(RULES.pathway(nearer, terms)).isNotEqualTo(change.instead()));
                }
            }
        });
    }

    @Test
    void findsEveryPathwayThatAnyTenureLeadsTo() {
        var need = new Need(Trigger.HIGH_POTENTIAL, 900, 29, 1, 0, false);
        var reachable = IntStream.range(0, FIVE_YEARS)
                .mapToObj(days -> RULES.pathway(at(need, days), Cases.SHIPPED))
                .distinct()
                .toList();

        var outcome = RULES.decide(need, Cases.SHIPPED);

        assertThat(outcome.pathway()).isEqualTo(Pathway.MENTORING);
        assertThat(reachable)
                .containsExactlyInAnyOrder(Pathway.ONBOARDING_COACHING, Pathway.COACHING, Pathway.MENTORING);
        assertThat(outcome.changes())
                .filteredOn(change -> change.what().startsWith("tenure"))
                .containsExactly(
                        new Change("tenureMonths", "17", Pathway.COACHING, null),
                        new Change("tenure", "89", Pathway.ONBOARDING_COACHING, null));
    }

    @Test
    void tellsANewHireWhichTwoFactsWouldHaveLedElsewhere() {
        var newHire = new Need(Trigger.CAREER_TRANSITION, 10, 0, 0, 1, false);

        assertThat(RULES.decide(newHire, Cases.SHIPPED).changes())
                .containsExactly(
                        new Change("tenure", "90", Pathway.MENTORING, null),
                        new Change("tenure", "90", Pathway.COACHING_THEN_MENTORING, new Alteration("goals", "both")),
                        new Change("tenure", "90", Pathway.COACHING, new Alteration("trigger", "PERFORMANCE_GAP")),
                        new Change(
                                "tenure",
                                "90",
                                Pathway.MENTORING_WITH_COACHING,
                                new Alteration("trigger", "RETENTION_RISK")));
    }

    private static Need applied(Need need, @Nullable Alteration alteration) {
        if (alteration == null) {
            return need;
        }
        return switch (alteration.what()) {
            case "tenure", "tenureMonths" -> {
                var tenure = tenure(alteration.what(), alteration.value());
                yield need.withTenure(tenure.days(), tenure.months());
            }
            case "trigger" -> need.with(Trigger.valueOf(alteration.value()));
            case "skillGap" -> need.withSkillGap(alteration.value().equals("present"));
            case "goals" ->
                need.withGoals(
                        alteration.value().equals("mentoring") ? 0 : 1,
                        alteration.value().equals("coaching") ? 0 : 1);
            default -> throw new IllegalArgumentException(alteration.what());
        };
    }

    private static Tenure tenure(String what, String value) {
        return what.equals("tenure")
                ? Tenure.ofDays(Integer.parseInt(value))
                : Tenure.ofMonths(Integer.parseInt(value));
    }

    private static Need at(Need need, int days) {
        var tenure = Tenure.ofDays(days);
        return need.withTenure(tenure.days(), tenure.months());
    }
}
