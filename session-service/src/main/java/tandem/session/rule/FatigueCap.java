package tandem.session.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * How often one person may be prompted: check-ins, the keeper and closing reviews draw on one allowance, because whoever is asked does not
 * care which feature asks. In any span as long as the window there are at most {@code prompts}. What somebody is reminded of that they
 * committed to themselves (R103) is none of them.
 */
public record FatigueCap(int prompts, Duration window) {

    /** Two a week: one that asks and one that reminds. */
    public static final FatigueCap DEFAULT = new FatigueCap(2, Duration.ofDays(7));

    public static final int PROMPTS_MAX = 10;
    public static final int WINDOW_DAYS_MAX = 60;

    public FatigueCap {
        if (prompts < 1 || prompts > PROMPTS_MAX) {
            throw new IllegalArgumentException("1 to " + PROMPTS_MAX + " prompts, not " + prompts);
        }
        if (!window.isPositive() || window.toDays() > WINDOW_DAYS_MAX) {
            throw new IllegalArgumentException("At most " + WINDOW_DAYS_MAX + " days, not " + window);
        }
    }

    /**
     * The earliest instant, not before {@code wanted}, at which one more prompt keeps the cap.
     *
     * @param sent when the person was prompted so far, in any order
     */
    public Instant nextAt(Collection<Instant> sent, Instant wanted) {
        if (sent.size() < prompts) {
            return wanted;
        }
        var free = sent.stream()
                .sorted()
                .skip(sent.size() - (long) prompts)
                .findFirst()
                .orElseThrow()
                .plus(window);
        return free.isAfter(wanted) ? free : wanted;
    }
}
