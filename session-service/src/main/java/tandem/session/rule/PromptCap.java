package tandem.session.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How much mail of the keeper one person bears (R125): two prompts in any seven days, over all engagements. What goes beyond stands in
 * the person's list and is not mailed: a mentor of three quiet pairs is asked about all, and written to twice.
 */
public final class PromptCap {

    private static final int PROMPTS_MAX = 2;
    private static final Duration SPAN = Duration.ofDays(7);

    private PromptCap() {}

    /** Mail from this instant on counts at {@code now}. */
    public static Instant countsFrom(Instant now) {
        return now.minus(SPAN);
    }

    /** Whether another prompt may be mailed. */
    public static boolean allows(List<Instant> mailed, Instant now) {
        return mailed.stream().filter(at -> at.isAfter(countsFrom(now))).count() < PROMPTS_MAX;
    }
}
