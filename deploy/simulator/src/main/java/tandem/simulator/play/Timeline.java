package tandem.simulator.play;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * The days of the programme, counted from Monday of week 1. Everything of a day happens at 03:00 UTC, before any of its meetings
 * in any time zone of the demo and after all of those of the day before.
 */
public record Timeline(LocalDate start) {
    public static final int WEEKS = 24;
    private static final LocalTime HOUR = LocalTime.of(3, 0);

    LocalDate day(int day) {
        return start.plusDays(day);
    }

    public Instant instant(int day) {
        return day(day).atTime(HOUR).toInstant(ZoneOffset.UTC);
    }

    LocalDate end() {
        return start.plusWeeks(WEEKS).minusDays(1);
    }

    /** The day that a weekday of a week is; both count from one. */
    static int on(int week, int weekday) {
        return (week - 1) * 7 + weekday - 1;
    }
}
