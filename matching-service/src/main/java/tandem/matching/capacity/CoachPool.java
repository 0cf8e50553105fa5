package tandem.matching.capacity;

import java.time.LocalDate;
import tandem.matching.capacity.Verdict.Reason;

/** R61: in year one the coach pool is 8 to 12 % of the active leader population. */
public final class CoachPool {

    static final int PERCENT_LEAST = 8;
    static final int PERCENT_MOST = 12;

    private static final String RULE = "R61";

    private CoachPool() {}

    /**
     * Judges the pool. Coaches are whole people: the lower bound is rounded up, the upper one down, but never below the lower one, so
     * that a small programme has one size that fits.
     *
     * @param leaders active leaders of the programme, whatever their track
     * @param coaches in the pool and not away
     * @param startsOn first day of the programme
     */
    public static Verdict of(int leaders, int coaches, LocalDate startsOn, LocalDate today) {
        if (leaders == 0) {
            return Verdict.of(RULE, Reason.NOBODY_TO_SERVE, coaches, 0, null);
        }
        int least = least(leaders);
        int most = most(leaders);
        if (!today.isBefore(startsOn.plusYears(1))) {
            return Verdict.of(RULE, Reason.YEAR_ONE_OVER, coaches, least, most);
        }
        var reason =
                coaches < least ? Reason.POOL_TOO_SMALL : coaches > most ? Reason.POOL_TOO_LARGE : Reason.POOL_IN_RANGE;
        return Verdict.of(RULE, reason, coaches, least, most);
    }

    /** Coaches needed at the least: {@code ⌈8 % × leaders⌉}. */
    static int least(int leaders) {
        return Math.ceilDiv(leaders * PERCENT_LEAST, 100);
    }

    /** Coaches at the most: {@code ⌊12 % × leaders⌋}, and no fewer than the least. */
    static int most(int leaders) {
        return Math.max(least(leaders), leaders * PERCENT_MOST / 100);
    }
}
