package tandem.matching.scoring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well a pair fits: 0 to 100, weighted over the signals that are present, with the share of the weight that had one (R42).
 *
 * @param total {@code 100 × Σ weight × value ÷ Σ weight}, both sums over the present signals; scale 2
 * @param coverage share of the profile's weight that had a signal, 0 to 1; scale 2
 * @param contributions one per signal in the order of {@link Signal}; their points sum to the total, but for rounding
 */
@SuppressWarnings("EnumOrdinal") // positions in arrays made for one ranking; none is ever stored
public record Score(BigDecimal total, BigDecimal coverage, List<Contribution> contributions) {

    private static final List<Signal> SIGNALS = List.of(Signal.values());

    /**
     * What one signal adds.
     *
     * @param value 0 to 1, null when missing
     * @param points of the total, 0 when missing or without weight
     */
    public record Contribution(
            Signal signal,
            Signal.Source source,
            int weight,
            @Nullable BigDecimal value,
            BigDecimal points) {}

    /**
     * The total if a missing signal had this value.
     *
     * @param weight of the signal
     * @param value 0 to 1
     */
    public BigDecimal with(int weight, int value) {
        int present = contributions.stream()
                .filter(contribution -> contribution.value() != null)
                .mapToInt(Contribution::weight)
                .sum();
        if (present + weight == 0) {
            return total;
        }
        return total.multiply(BigDecimal.valueOf(present))
                .add(BigDecimal.valueOf(100L * weight * value))
                .divide(BigDecimal.valueOf(present + weight), 2, RoundingMode.HALF_UP);
    }

    /** @param values one per signal in the order of {@link Signal}, 0 to 1 or NaN when missing */
    static Score of(ScoreWeights weights, double[] values) {
        int present = presentWeight(weights, values);
        var contributions = new ArrayList<Contribution>(SIGNALS.size());
        for (var signal : SIGNALS) {
            double value = values[signal.ordinal()];
            int weight = weights.of(signal);
            boolean missing = Double.isNaN(value);
            contributions.add(new Contribution(
                    signal,
                    signal.source(),
                    weight,
                    missing ? null : rounded(value, 4),
                    rounded(missing || present == 0 ? 0 : 100.0 * weight * value / present, 2)));
        }
        return new Score(
                BigDecimal.valueOf(centis(weights, values), 2),
                BigDecimal.valueOf(present, 2),
                List.copyOf(contributions));
    }

    /**
     * The total in hundredths of a point. Rankings compare this, not the raw sum, so that the last bits of a cosine, which differ
     * between processors, cannot change an order.
     */
    static int centis(ScoreWeights weights, double[] values) {
        double sum = 0;
        int present = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                int weight = weights.of(SIGNALS.get(i));
                present += weight;
                sum += weight * values[i];
            }
        }
        return present == 0 ? 0 : (int) Math.round(10_000 * sum / present);
    }

    /** Points of the profile whose signal is present. */
    static int presentWeight(ScoreWeights weights, double[] values) {
        int present = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                present += weights.of(SIGNALS.get(i));
            }
        }
        return present;
    }

    private static BigDecimal rounded(double value, int scale) {
        return BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_UP);
    }
}
