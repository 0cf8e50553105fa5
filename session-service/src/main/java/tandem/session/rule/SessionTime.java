package tandem.session.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** When a session can be, as somebody enters or books it. */
public final class SessionTime {

    /** Longer is no session but a workshop, or a slip of the pen. */
    private static final Duration LONGEST = Duration.ofHours(8);

    private SessionTime() {}

    /** Whether it is said to the minute, as a rule that repeats keeps it; what is missing is said elsewhere. */
    public static boolean isFullMinute(@Nullable Instant time) {
        return time == null || time.truncatedTo(ChronoUnit.MINUTES).equals(time);
    }

    /** Whether it ends after it starts, within eight hours; what is missing is said elsewhere. */
    public static boolean isInOrder(@Nullable Instant startsAt, @Nullable Instant endsAt) {
        return startsAt == null
                || endsAt == null
                || (endsAt.isAfter(startsAt) && !endsAt.isAfter(startsAt.plus(LONGEST)));
    }
}
