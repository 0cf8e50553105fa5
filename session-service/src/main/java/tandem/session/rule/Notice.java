package tandem.session.rule;

import java.time.Duration;
import java.time.Instant;

/** Whether a cancellation came in time: later than the policy's notice before the start counts as missed (rulebook C11). */
public final class Notice {

    private Notice() {}

    /** True for less than {@code hours} before the start; exactly the notice is in time. */
    public static boolean isLate(Instant startsAt, Instant cancelledAt, int hours) {
        return cancelledAt.isAfter(startsAt.minus(Duration.ofHours(hours)));
    }
}
