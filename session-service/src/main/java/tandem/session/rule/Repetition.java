package tandem.session.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How sessions that are booked together repeat: at one local time every so many weeks, so that daylight saving moves none of them on
 * the clocks people look at (RFC 5545, 3.3.10).
 *
 * @param first local start of the first; a time that a night of daylight saving skips or has twice is read with the offset before
 *     it, which is all iCalendar can say (RFC 5545, 3.3.5)
 */
public record Repetition(LocalDateTime first, ZoneId zone, int everyWeeks, int times, Duration length) {

    /** Half a year of weekly sessions: the longest coaching there is. */
    public static final int TIMES_MAX = 26;

    /** A quarter. */
    public static final int WEEKS_MAX = 13;

    public Repetition {
        if (everyWeeks < 1 || everyWeeks > WEEKS_MAX || times < 2 || times > TIMES_MAX) {
            throw new IllegalArgumentException(times + " times, every " + everyWeeks + " weeks");
        }
    }

    /** The sessions that begin with this one. */
    public static Repetition from(Instant startsAt, Instant endsAt, ZoneId zone, int everyWeeks, int times) {
        return new Repetition(
                LocalDateTime.ofInstant(startsAt, zone), zone, everyWeeks, times, Duration.between(startsAt, endsAt));
    }

    /** All of them, in their order. */
    public List<Slot> slots() {
        return IntStream.range(0, times)
                .mapToObj(number -> first.plusWeeks((long) number * everyWeeks))
                .map(local -> local.atZone(zone).toInstant())
                .map(start -> new Slot(start, start, start.plus(length)))
                .toList();
    }

    /** The rule as calendars write it. */
    public String rule() {
        return "FREQ=WEEKLY;INTERVAL=" + everyWeeks + ";COUNT=" + times;
    }
}
