package tandem.session.icalendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a time zone is between two instants (VTIMEZONE, RFC 5545, 3.6.5): each change of its offset by itself, so that nothing
 * has to be put into a yearly rule that a law may break.
 */
public final class ZoneLines {
    private static final LocalDateTime EVER = LocalDateTime.of(1970, 1, 1, 0, 0);
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;

    private ZoneLines() {}

    /**
     * Defines the zone for all times from {@code from} to {@code to}. It begins with the two changes before, because programs are known
     * that cannot tell daylight saving from a standard time that is not defined with it; what was before 1970 is of no use to anybody.
     */
    public static void write(CalendarLines lines, ZoneId zone, Instant from, Instant to) {
        var rules = zone.getRules();
        lines.line("BEGIN", "VTIMEZONE").line("TZID", zone.getId());
        var last = before(rules, from.plusSeconds(1));
        if (last == null) {
            var offset = rules.getOffset(from);
            observance(lines, rules.isDaylightSavings(from), EVER, offset, offset);
        }
        var first = last == null ? null : before(rules, last.getInstant());
        var change = first != null ? first : last != null ? last : rules.nextTransition(from);
        for (; change != null && !change.getInstant().isAfter(to); change = rules.nextTransition(change.getInstant())) {
            observance(lines, rules, change);
        }
        lines.line("END", "VTIMEZONE");
    }

    private static @Nullable ZoneOffsetTransition before(ZoneRules rules, Instant time) {
        var change = rules.previousTransition(time);
        return change == null || change.getInstant().isBefore(Instant.EPOCH) ? null : change;
    }

    private static void observance(CalendarLines lines, ZoneRules rules, ZoneOffsetTransition change) {
        observance(
                lines,
                rules.isDaylightSavings(change.getInstant()),
                change.getDateTimeBefore(),
                change.getOffsetBefore(),
                change.getOffsetAfter());
    }

    /** The onset is written in the local time that ends with it. */
    private static void observance(
            CalendarLines lines, boolean daylight, LocalDateTime onset, ZoneOffset before, ZoneOffset after) {
        var kind = daylight ? "DAYLIGHT" : "STANDARD";
        lines.line("BEGIN", kind)
                .line("DTSTART", onset)
                .line("TZOFFSETFROM", offset(before))
                .line("TZOFFSETTO", offset(after))
                .line("END", kind);
    }

    private static String offset(ZoneOffset offset) {
        var seconds = Math.abs(offset.getTotalSeconds());
        var text = "%s%02d%02d"
                .formatted(offset.getTotalSeconds() < 0 ? "-" : "+", seconds / HOUR, seconds % HOUR / MINUTE);
        return seconds % MINUTE == 0 ? text : text + "%02d".formatted(seconds % MINUTE);
    }
}
