package tandem.session.rule;

import java.time.Duration;
import java.time.Instant;

/**
 * When an engagement has gone quiet (R125): nothing held for more than twice the agreed cadence, counted from the last session
 * held or from the start. A fixed number of days would nag monthly mentors and miss weekly coaches.
 */
public record Silence(Instant since, int days) {
    private static final int CADENCES = 2;

    /** When silence since {@code since} becomes worth telling. */
    public static Instant dueAt(Instant since, int cadenceDays) {
        return since.plus(Duration.ofDays((long) CADENCES * cadenceDays));
    }

    /** Whole days of silence at {@code now}. */
    public static Silence at(Instant since, Instant now) {
        return new Silence(since, (int) Duration.between(since, now).toDays());
    }
}
