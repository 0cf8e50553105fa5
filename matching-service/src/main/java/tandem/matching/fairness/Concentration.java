package tandem.matching.fairness;

import java.util.Arrays;

/** How unevenly something is spread. */
public final class Concentration {

    private Concentration() {}

    /**
     * Gini coefficient: half the mean absolute difference of all pairs over the mean, {@code Σᵢ (2i − n − 1) xᵢ ÷ (n Σ x)} with x in
     * ascending order (Gini 1912). 0 when all are equal, {@code (n − 1) ÷ n} when one has everything; 0 when nobody has anything.
     *
     * @param shares none negative, in any unit
     */
    public static double gini(double[] shares) {
        var sorted = shares.clone();
        Arrays.sort(sorted);
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] < 0) {
                throw new IllegalArgumentException("a share below nothing");
            }
            sum += sorted[i];
            weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
        }
        return sum == 0 ? 0 : weighted / (sorted.length * sum);
    }

    /**
     * Distance between the tenth and the ninetieth percentile, each the value at rank {@code ⌈p × n⌉} (nearest rank): how far apart the
     * badly and the well served stand, whatever the outliers. 0 for fewer than two values.
     */
    public static double gap(double[] values) {
        if (values.length < 2) {
            return 0;
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[rank(0.9, sorted.length)] - sorted[rank(0.1, sorted.length)];
    }

    private static int rank(double share, int n) {
        return Math.max(0, (int) Math.ceil(share * n) - 1);
    }
}
