package tandem.intake.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.events.Pathway;
import tandem.events.PlannedTrack;
import tandem.events.Track;

/** What holds for every need under every policy; the space is small enough to walk, so nothing is sampled. */
class RulePropertiesTest {

    private static final RuleSet RULES = RuleSet.CURRENT;

    @ParameterizedTest
    @MethodSource("tandem.intake.decision.Cases#policies")
    void neverLetsTwoRowsOfTheMatrixSpeakToOneNeed(DecisionTerms terms) {
        each(
                terms,
                (need, outcome) -> assertThat(RULES.rowsThatSpeak(need, terms)).hasSizeLessThanOrEqualTo(1));
    }

    @ParameterizedTest
    @MethodSource("tandem.intake.decision.Cases#policies")
    void answersWithOnePathwayItsStepsAndAReason(DecisionTerms terms) {
        each(terms, (need, outcome) -> {
            assertThat(outcome).isEqualTo(RULES.decide(need, terms));
            assertThat(outcome.tracks())
                    .isEqualTo(RuleSet.plan(outcome.pathway(), terms))
                    .isNotEmpty();
            assertThat(outcome.tracks()).extracting(PlannedTrack::track).doesNotHaveDuplicates();
            assertThat(outcome.tracks())
                    .extracting(PlannedTrack::order)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(outcome.rules()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("tandem.intake.decision.Cases#policies")
    void givesNoNewHireAMentorAndNobodyElseAnOnboardingCoach(DecisionTerms terms) {
        each(
                terms,
                (need, outcome) -> assertThat(outcome.pathway() == Pathway.ONBOARDING_COACHING)
                        .isEqualTo(need.tenureDays() < terms.newHireDays()));
    }

    @ParameterizedTest
    @MethodSource("tandem.intake.decision.Cases#policies")
    void neverTakesAMentorAwayAsTenureGrows(DecisionTerms terms) {
        each(terms, (need, outcome) -> {
            if (has(Track.MENTORING, outcome)) {
                var later = need.withTenure(need.tenureDays() + 365, need.tenureMonths() + 12);

                assertThat(has(Track.MENTORING, RULES.decide(later, terms))).isTrue();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("tandem.intake.decision.Cases#policies")
    void neverTakesACoachAwayForASkillGap(DecisionTerms terms) {
        each(terms, (need, outcome) -> {
            if (has(Track.COACHING, outcome) && need.coachingGoals() > 0) {
                assertThat(has(Track.COACHING, RULES.decide(need.withSkillGap(true), terms)))
                        .isTrue();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("tandem.intake.decision.Cases#policies")
    void givesBothToWhoseNeedsDifferWhereThePolicyOffersIt(DecisionTerms terms) {
        each(terms, (need, outcome) -> {
            if (need.differs() && terms.bothWhenNeedsDiffer() && outcome.pathway() != Pathway.ONBOARDING_COACHING) {
                assertThat(outcome.tracks()).hasSize(2);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("tandem.intake.decision.Cases#policies")
    void countsNoGoalsBeyondWhichServicesTheyAreFor(DecisionTerms terms) {
        each(terms, (need, outcome) -> {
            var more = new Need(
                    need.trigger(),
                    need.tenureDays(),
                    need.tenureMonths(),
                    need.coachingGoals() * 3,
                    need.mentoringGoals() * 3,
                    need.skillGap());

            assertThat(RULES.decide(more, terms).pathway()).isEqualTo(outcome.pathway());
        });
    }

    @ParameterizedTest
    @MethodSource("tandem.intake.decision.Cases#policies")
    void saysInItsAssignmentRulesWhatItDecides(DecisionTerms terms) {
        var rules = RULES.assignmentRules(terms);

        each(
                terms,
                (need, outcome) -> assertThat(rules)
                        .filteredOn(rule -> rule.trigger() == need.trigger()
                                && rule.goals().equals(need.goals())
                                && rule.skillGap() == need.skillGap()
                                && need.tenureDays() >= rule.tenureDaysFrom()
                                && (rule.tenureDaysBelow() == 0 || need.tenureDays() < rule.tenureDaysBelow()))
                        .singleElement()
                        .satisfies(rule -> {
                            assertThat(rule.pathway()).isEqualTo(outcome.pathway());
                            assertThat(rule.rules()).isEqualTo(outcome.rules());
                        }));
    }

    private static void each(DecisionTerms terms, BiConsumer<Need, Outcome> property) {
        assertThat(Cases.needs(terms))
                .isNotEmpty()
                .allSatisfy(need -> property.accept(need, RULES.decide(need, terms)));
    }

    private static boolean has(Track track, Outcome outcome) {
        return outcome.tracks().stream().anyMatch(step -> step.track() == track);
    }
}
