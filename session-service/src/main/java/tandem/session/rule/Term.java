package tandem.session.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The time an engagement runs. Its dates are days where its people are, which may be anywhere: a day counts from when it begins
 * in the first zone of the world until it ends in the last.
 */
public record Term(Instant from, Instant to) {
    private static final Duration FIRST_ZONE_AHEAD = Duration.ofHours(14);
    private static final Duration LAST_ZONE_BEHIND = Duration.ofHours(12);
    /** An occurrence may be moved into the term from this far outside. */
    private static final Duration MARGIN = Duration.ofDays(31);

    /** The term from the first to the last day, both included. */
    public static Term of(LocalDate first, LocalDate last) {
        return new Term(
                first.atStartOfDay(ZoneOffset.UTC).toInstant().minus(FIRST_ZONE_AHEAD),
                last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(LAST_ZONE_BEHIND));
    }

    /** Whether the occurrence begins inside the term. */
    public boolean holds(Slot slot) {
        return holds(slot.startsAt());
    }

    public boolean holds(Instant start) {
        return !start.isBefore(from) && start.isBefore(to);
    }

    /** The term and some days around it, in which a series is followed. */
    public Term widened() {
        return new Term(from.minus(MARGIN), to.plus(MARGIN));
    }
}
