package tandem.session.rule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a session can be, as somebody enters or books it. */
public final class SessionTime {

    /** Longer is no session but a workshop, or a slip of the pen. */
    private static final Duration LONGEST = Duration.ofHours(8);

    private SessionTime() {}

    /** Whether it ends after it starts, within eight hours; what is missing is said elsewhere. */
    public static boolean isInOrder(@Nullable Instant startsAt, @Nullable Instant endsAt) {
        return startsAt == null
                || endsAt == null
                || (endsAt.isAfter(startsAt) && !endsAt.isAfter(startsAt.plus(LONGEST)));
    }
}
