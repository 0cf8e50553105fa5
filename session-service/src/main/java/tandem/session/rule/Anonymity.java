package tandem.session.rule;

import java.util.List;
import java.util.Optional;

/**
 * What may be said of the answers of several raters to one question. Nothing below the threshold; above it the mean in steps of a half,
 * and never closer to an end of the scale than half a point: a mean of 5.0 would say what each of them answered. Every figure is
 * compatible with more than one answer of every rater, whatever the number of raters.
 */
public final class Anonymity {

    /** Fewer than three raters could tell each other apart; no programme may go below. */
    public static final int THRESHOLD_MIN = 3;

    private static final int STEPS = 2;
    private static final double LOWEST = 1.5;
    private static final double HIGHEST = 4.5;

    private Anonymity() {}

    /**
     * The figure for one question.
     *
     * @param answers on a scale of 1 to 5
     * @param threshold of the programme; the house's counts where it is higher
     */
    public static Optional<Double> figure(List<Integer> answers, int threshold) {
        if (answers.size() < Math.max(threshold, THRESHOLD_MIN)) {
            return Optional.empty();
        }
        var mean = answers.stream().mapToInt(Integer::intValue).average().orElseThrow();
        return Optional.of(Math.clamp((double) Math.round(mean * STEPS) / STEPS, LOWEST, HIGHEST));
    }
}
