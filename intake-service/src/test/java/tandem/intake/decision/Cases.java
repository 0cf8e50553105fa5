package tandem.intake.decision;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tandem.events.Trigger;

/** Every need there can be, as far as the rules can tell needs apart, and policies at the edges of what one may say. */
final class Cases {

    static final DecisionTerms SHIPPED = new DecisionTerms(90, 24, 18, 3, true);

    private Cases() {}

    /** The shipped policy, the extremes of each value, and one where a new hire stays one for longer than R29 asks. */
    static Stream<DecisionTerms> policies() {
        return Stream.of(
                SHIPPED,
                new DecisionTerms(90, 24, 18, 4, false),
                new DecisionTerms(0, 6, 6, 3, true),
                new DecisionTerms(365, 60, 60, 3, true),
                new DecisionTerms(365, 24, 6, 3, false));
    }

    /** All triggers and goals at one day before, on and after each tenure that can matter, and far from them. */
    static Stream<Need> needs(DecisionTerms terms) {
        return Stream.concat(
                        Stream.of(0, 1, 200, 3_650),
                        Stream.of(
                                        Tenure.ofDays(terms.newHireDays()),
                                        Tenure.ofMonths(terms.highPotentialMonths()),
                                        Tenure.ofMonths(terms.mentorReviewMonths()))
                                .flatMap(tenure -> IntStream.rangeClosed(-1, 1).mapToObj(off -> tenure.days() + off)))
                .filter(days -> days >= 0)
                .map(Tenure::ofDays)
                .flatMap(Cases::needs);
    }

    private static Stream<Need> needs(Tenure tenure) {
        return Arrays.stream(Trigger.values())
                .flatMap(trigger -> goals().stream()
                        .flatMap(goals -> Stream.of(true, false)
                                .filter(gap -> !gap || goals.get(0) > 0)
                                .map(gap -> new Need(
                                        trigger, tenure.days(), tenure.months(), goals.get(0), goals.get(1), gap))));
    }

    private static List<List<Integer>> goals() {
        return Stream.of(0, 1, 3)
                .flatMap(coaching -> Stream.of(0, 1, 3).map(mentoring -> List.of(coaching, mentoring)))
                .filter(goals -> goals.get(0) + goals.get(1) > 0)
                .toList();
    }
}
