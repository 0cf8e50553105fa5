package tandem.session.rule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The booking SLA: the two meet within the days of the policy after the last signature, seven unless it says otherwise (R60, R64). */
public final class FirstMeeting {

    private FirstMeeting() {}

    /** How it stands. */
    public enum Standing {
        /** They met in time. */
        MET,
        /** They met, later. */
        MET_LATE,
        /** They are to meet in time. */
        BOOKED,
        /** There is time, and nothing booked in it. */
        OPEN,
        /** The time is over. */
        OVERDUE
    }

    /** When the time is over. */
    public static Instant dueAt(Instant lastSignedAt, int days) {
        return lastSignedAt.plus(Duration.ofDays(days));
    }

    /**
     * How it stands at {@code now}.
     *
     * @param heldAt when the first session that was held began; null when none was
     * @param bookedAt when the next session that is booked begins; null when none is
     */
    public static Standing standing(Instant dueAt, @Nullable Instant heldAt, @Nullable Instant bookedAt, Instant now) {
        if (heldAt != null) {
            return heldAt.isAfter(dueAt) ? Standing.MET_LATE : Standing.MET;
        }
        if (now.isAfter(dueAt)) {
            return Standing.OVERDUE;
        }
        return bookedAt != null && !bookedAt.isAfter(dueAt) ? Standing.BOOKED : Standing.OPEN;
    }
}
