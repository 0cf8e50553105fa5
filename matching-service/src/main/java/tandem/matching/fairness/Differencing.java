package tandem.matching.fairness;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import tandem.events.PersonId;

/**
 * Which previews may tell how evenly groups are served. Each tells a little, and whoever asks for many that differ in one person could set
 * them against each other and learn where that person belongs (a difference attack): so they differ in nobody or in as many as make a group,
 * and there are few of them.
 */
public final class Differencing {

    /** So many different previews of one programme and track tell it; the rulebook gives no figure. */
    static final int TOLD_MAX = 12;

    private Differencing() {}

    /**
     * Whether a preview may tell its ratios beside those told before.
     *
     * @param served whom the preview gives a provider, which it names anyway
     * @param told whom each plan that told its ratios served
     * @param k how many make a group large enough
     */
    public static boolean allows(Set<PersonId> served, Collection<Set<PersonId>> told, int k) {
        var different = new HashSet<>(told);
        if (different.contains(served)) {
            return true;
        }
        int few = Math.max(SelectionRates.K_MIN, k);
        return different.size() < TOLD_MAX && different.stream().allMatch(other -> difference(served, other) >= few);
    }

    private static int difference(Set<PersonId> one, Set<PersonId> other) {
        var both = new HashSet<>(one);
        both.retainAll(other);
        return one.size() + other.size() - 2 * both.size();
    }
}
