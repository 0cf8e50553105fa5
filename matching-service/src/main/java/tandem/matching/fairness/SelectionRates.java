package tandem.matching.fairness;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How often the members of each group are served: {@code served ÷ seeking}, of those who said to belong to it. The lowest of these rates
 * over the highest is what the four-fifths rule bounds (29 CFR 1607.4 D, Uniform Guidelines on Employee Selection Procedures, 1978).
 * The same paragraph warns of differences that rest on small numbers; here they are not looked at, for they would speak of persons.
 */
public final class SelectionRates {

    /** A group that is selected less than four fifths as often as another is generally regarded as evidence of adverse impact. */
    public static final BigDecimal RATIO_MIN = new BigDecimal("0.80");

    /** No policy makes a group of fewer large enough to be looked at. */
    public static final int K_MIN = 3;

    /** Width of the steps a ratio is told in, in hundredths: one person more or less seldom shows. The bound is one of them. */
    static final int STEP_PERCENT = 5;

    private static final Comparator<Rate> BY_RATE =
            (one, other) -> Long.compare(one.served * other.seeking, other.served * one.seeking);

    private static final Comparator<Rate> BY_SIZE =
            Comparator.comparingLong(Rate::seeking).thenComparingLong(Rate::served);

    private SelectionRates() {}

    /**
     * Somebody who seeks a provider and said to belong to a group.
     *
     * @param served whether the plan gives them one
     */
    public record Declared(String group, boolean served) {}

    /** How many of a group are served, of how many. */
    record Rate(long served, long seeking) {}

    /**
     * Lowest rate ÷ highest, in steps, rounded down; 1 when nobody is served. Empty when there are no two groups to compare, or when those
     * who are served or those who wait, both of whom the plan names, are some but fewer than k.
     *
     * @param declared all who declared a group of one dimension
     * @param k how many make a group large enough
     */
    public static Optional<BigDecimal> ratio(Collection<Declared> declared, int k) {
        var rates = compared(declared, k);
        long served = rates.stream().mapToLong(Rate::served).sum();
        long seeking = rates.stream().mapToLong(Rate::seeking).sum();
        if (rates.size() < 2 || isFew(served, k) || isFew(seeking - served, k)) {
            return Optional.empty();
        }
        var lowest = rates.stream().min(BY_RATE).orElseThrow();
        var highest = rates.stream().max(BY_RATE).orElseThrow();
        long steps = highest.served == 0
                ? 100 / STEP_PERCENT
                : 100 / STEP_PERCENT * lowest.served * highest.seeking / (lowest.seeking * highest.served);
        return Optional.of(BigDecimal.valueOf(steps * STEP_PERCENT, 2));
    }

    /** Whether there are two groups to compare at all. */
    public static boolean areComparable(Collection<Declared> declared, int k) {
        return compared(declared, k).size() > 1;
    }

    /**
     * The groups that are looked at: those of k at least (direct suppression), without the smallest of them when all that is left out would
     * otherwise be fewer than k (remainder): from what is known of all and what is said of these nothing follows about so few.
     */
    static List<Rate> compared(Collection<Declared> declared, int k) {
        var groups = declared.stream().collect(Collectors.groupingBy(Declared::group)).values().stream()
                .map(members ->
                        new Rate(members.stream().filter(Declared::served).count(), members.size()))
                .sorted(BY_SIZE)
                .toList();
        var large = groups.stream().filter(rate -> rate.seeking >= atLeast(k)).toList();
        long hidden = declared.size() - large.stream().mapToLong(Rate::seeking).sum();
        return isFew(hidden, k) && !large.isEmpty() ? large.subList(1, large.size()) : large;
    }

    private static boolean isFew(long people, int k) {
        return people > 0 && people < atLeast(k);
    }

    private static int atLeast(int k) {
        return Math.max(K_MIN, k);
    }
}
