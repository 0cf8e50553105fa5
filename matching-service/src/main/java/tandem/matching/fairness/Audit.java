package tandem.matching.fairness;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What a plan looks like as a whole. A plan outside the bounds is published only by the operations owner, with a reason.
 *
 * @param seeking leaders somebody was searched for
 * @param served those of them the plan gives a provider
 * @param coverage {@code served ÷ seeking}, 0 to 1; 1 when nobody seeks
 * @param score mean score of the served, 0 to 100
 * @param scoreGap points between the tenth and the ninetieth percentile of the served, see {@link Concentration#gap}
 * @param concentration Gini coefficient of the leaders per provider, 0 to 1, see {@link Concentration#gini}
 * @param selection how evenly groups are served, per dimension, see {@link SelectionRates}; empty in audits older than the figure
 * @param breaches bounds that do not hold
 */
public record Audit(
        int seeking,
        int served,
        BigDecimal coverage,
        BigDecimal score,
        BigDecimal scoreGap,
        BigDecimal concentration,
        List<SelectionRatio> selection,
        List<Breach> breaches) {

    /** The most concentrated the load may be without a reason. */
    public static final double CONCENTRATION_MAX = 0.35;

    public Audit {
        // what is read from the store may be older than the figure
        selection = selection == null ? List.of() : List.copyOf(selection);
        breaches = List.copyOf(breaches);
    }

    /** A bound that does not hold. */
    public enum Breach {
        /** Few providers carry most of the leaders. */
        LOAD_CONCENTRATED,
        /** A group is served less than four fifths as often as another. */
        SELECTION_RATE,
        /** There are groups to compare, and leaders or pairs were picked by hand, of which no such figure is made. */
        SELECTION_UNSEEN
    }

    /**
     * Judges a plan.
     *
     * @param scores one per served leader, 0 to 100
     * @param carried leaders per provider with free seats, zeros included. Of providers there are taken as many as there are leaders at
     *     the most, the most loaded first: more could not be used, and would make every plan look concentrated
     * @param isSelectionUnseen whether groups could be compared, and are not
     */
    public static Audit of(
            int seeking,
            Collection<BigDecimal> scores,
            int[] carried,
            List<SelectionRatio> selection,
            boolean isSelectionUnseen) {
        var points = scores.stream().mapToDouble(BigDecimal::doubleValue).toArray();
        var loads = Arrays.stream(carried)
                .boxed()
                .sorted(Comparator.reverseOrder())
                .limit(seeking)
                .mapToDouble(load -> load)
                .toArray();
        double concentration = Concentration.gini(loads);
        var breaches = new ArrayList<Breach>();
        if (concentration > CONCENTRATION_MAX) {
            breaches.add(Breach.LOAD_CONCENTRATED);
        }
        if (selection.stream().anyMatch(SelectionRatio::breaksBound)) {
            breaches.add(Breach.SELECTION_RATE);
        }
        if (isSelectionUnseen) {
            breaches.add(Breach.SELECTION_UNSEEN);
        }
        return new Audit(
                seeking,
                points.length,
                rounded(seeking == 0 ? 1 : (double) points.length / seeking),
                rounded(Arrays.stream(points).average().orElse(0)),
                rounded(Concentration.gap(points)),
                rounded(concentration),
                selection,
                breaches);
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }
}
