package tandem.analytics.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gate a provider passes to go on (R99): completion, the median of ratings, an evidenced outcome. What nobody said is not judged. */
public final class Continuation {

    private static final int DIGITS = 4;

    private Continuation() {}

    /**
     * What a provider's engagements of one programme came to.
     *
     * @param due engagements whose planned end has passed
     * @param completed those of them that ended as completed (rulebook C11)
     * @param ratings of leaders in closing reviews, 1 to 5
     * @param reviewed engagements a leader has reviewed
     * @param outcomes those of them in which at least one goal was met
     */
    public record Served(int due, int completed, List<Integer> ratings, int reviewed, int outcomes) {
        public Served {
            ratings = List.copyOf(ratings);
        }
    }

    /** A figure below what was agreed on. */
    public record Shortfall(String metric, BigDecimal value, BigDecimal threshold) {}

    /** R99, each figure for itself; without a threshold there is no gate. */
    public static List<Shortfall> shortfalls(
            Served served, @Nullable BigDecimal completion, @Nullable BigDecimal rating) {
        var shortfalls = new ArrayList<Shortfall>();
        if (completion != null && served.due() > 0) {
            var share = BigDecimal.valueOf(served.completed())
                    .divide(BigDecimal.valueOf(served.due()), DIGITS, RoundingMode.HALF_EVEN);
            if (share.compareTo(completion) < 0) {
                shortfalls.add(new Shortfall("completion", share, completion));
            }
        }
        if (rating != null && !served.ratings().isEmpty()) {
            var median = median(served.ratings());
            if (median.compareTo(rating) < 0) {
                shortfalls.add(new Shortfall("rating", median, rating));
            }
        }
        if (served.reviewed() > 0 && served.outcomes() == 0) {
            shortfalls.add(new Shortfall("outcomes", BigDecimal.ZERO, BigDecimal.ONE));
        }
        return List.copyOf(shortfalls);
    }

    private static BigDecimal median(List<Integer> ratings) {
        var sorted = ratings.stream().sorted().toList();
        var low = BigDecimal.valueOf(sorted.get((sorted.size() - 1) / 2));
        var high = BigDecimal.valueOf(sorted.get(sorted.size() / 2));
        return low.add(high).divide(BigDecimal.TWO);
    }
}
