package tandem.analytics.publication;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * Which moment a publication tells. Published figures move once a week, for everybody together: the figures of every day could be
 * subtracted from each other down to what one person did.
 */
final class WeekClose {
    /** So long after a week's end its events have come in. */
    static final Duration SETTLED = Duration.ofHours(1);

    private WeekClose() {}

    /** The end of the last week that is over and has settled: a Monday, 00:00 UTC. */
    static Instant asOf(Instant now) {
        return now.minus(SETTLED)
                .atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .toInstant();
    }
}
