package tandem.matching.credential;

import java.math.BigDecimal;
import java.util.List;
import tandem.matching.credential.Performance.Cohort;

/**
 * The gate to go on (R99): completion, rating, and an evidenced behavioural outcome in each cohort. What nobody has reviewed yet is not
 * judged; a missing figure is never a bad one.
 */
final class Continuation {

    /** R99: the median of what leaders give. */
    static final BigDecimal RATING_MIN = new BigDecimal("4.0");

    private Continuation() {}

    /** C11: completed ÷ due, against the share the programme's policy asks for; without such a share there is no gate. */
    static boolean isCompletionTooLow(Performance performance) {
        return performance.cohorts().stream().anyMatch(Continuation::isCompletionTooLow);
    }

    private static boolean isCompletionTooLow(Cohort cohort) {
        var least = cohort.completionMin();
        return least != null
                && cohort.due() > 0
                && BigDecimal.valueOf(cohort.completed()).compareTo(least.multiply(BigDecimal.valueOf(cohort.due())))
                        < 0;
    }

    static boolean isThresholdMissing(Performance performance) {
        return performance.cohorts().stream().anyMatch(cohort -> cohort.due() > 0 && cohort.completionMin() == null);
    }

    static boolean isRatingTooLow(Performance performance) {
        var ratings = performance.ratings();
        return !ratings.isEmpty() && median(ratings).compareTo(RATING_MIN) < 0;
    }

    static boolean isOutcomeMissing(Performance performance) {
        return performance.cohorts().stream().anyMatch(cohort -> cohort.reviewed() > 0 && cohort.goalsMet() == 0);
    }

    private static BigDecimal median(List<Integer> ratings) {
        var sorted = ratings.stream().sorted().toList();
        var low = BigDecimal.valueOf(sorted.get((sorted.size() - 1) / 2));
        var high = BigDecimal.valueOf(sorted.get(sorted.size() / 2));
        return low.add(high).divide(BigDecimal.TWO);
    }
}
