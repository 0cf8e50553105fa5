package tandem.session.icalendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;
import java.util.Locale;

/**
 * A date-time as a calendar writes it: local time and the zone it is meant in.
 *
 * @param zone rules of the zone; a floating time, which has none, is read in the zone of the calendar's owner
 */
record Moment(LocalDateTime local, ZoneRules zone) {
    static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    static Moment of(ContentLine line, String value, Zones zones) {
        if (value.endsWith("Z")) {
            return new Moment(local(line, value.substring(0, value.length() - 1)), ZoneOffset.UTC.getRules());
        }
        var tzid = line.parameter("TZID");
        return new Moment(local(line, value), tzid == null ? zones.floating() : zones.zone(tzid, line.line()));
    }

    static boolean isDate(ContentLine line, String value) {
        return "DATE".equalsIgnoreCase(line.parameter("VALUE")) || value.length() == 8;
    }

    static LocalDate date(ContentLine line, String value) {
        try {
            return LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException unreadable) {
            throw CalendarRefused.unreadable(line.line(), line.name() + " is not a date");
        }
    }

    static LocalDateTime local(ContentLine line, String value) {
        try {
            return LocalDateTime.parse(value, LOCAL);
        } catch (DateTimeException unreadable) {
            throw CalendarRefused.unreadable(line.line(), line.name() + " is not a date-time");
        }
    }

    Instant instant() {
        return instant(local, zone);
    }

    /** Reads a local time in a gap or an overlap of daylight saving with the offset before it (RFC 5545, 3.3.5). */
    static Instant instant(LocalDateTime local, ZoneRules zone) {
        var transition = zone.getTransition(local);
        return local.toInstant(transition == null ? zone.getOffset(local) : transition.getOffsetBefore());
    }
}
