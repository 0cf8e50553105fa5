package tandem.session.icalendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tandem.session.icalendar.Meeting.Method;
import tandem.session.icalendar.Meeting.Participant;
import tandem.session.rule.Answer.Response;

/**
 * Reads a calendar text as a whole: every VEVENT becomes an entry, or the text is refused with the line at fault, so that a
 * sender never has to guess which half was taken.
 */
public final class CalendarText {
    /** Longest text read; a year of one person's meetings is well below. */
    public static final int LONGEST = 1_048_576;

    private static final Duration LONGEST_MEETING = Duration.ofHours(24);
    private static final Pattern WEEKS = Pattern.compile("P\\d{1,3}W");
    private static final int MOST_DATES = 2_000;
    private static final int MOST_SERIES = 1_000;

    /** A rule is followed from its first occurrence on: one of 1601 costs more than all others of a calendar. */
    private static final LocalDateTime OLDEST_SERIES = LocalDateTime.of(2000, 1, 1, 0, 0);

    private static final int MOST_PARTICIPANTS = 200;
    private static final int LONGEST_UID = 1_024;
    private static final int LONGEST_ADDRESS = 254;

    private final Zones zones;
    private final @Nullable ZoneId owner;
    private final String method;

    private CalendarText(Component calendar, @Nullable ZoneId owner) {
        this.zones = new Zones(calendar, owner == null ? ZoneOffset.UTC : owner);
        this.owner = owner;
        var stated = calendar.first("METHOD");
        this.method = stated == null ? "PUBLISH" : stated.value().strip().toUpperCase(Locale.ROOT);
    }

    /**
     * Reads {@code text}; {@code owner} is the zone of the person whose calendar it is, for times that name none.
     *
     * @throws CalendarRefused with the line at fault
     */
    public static List<Entry> read(String text, @Nullable ZoneId owner) {
        if (text.length() > LONGEST) {
            throw CalendarRefused.tooLarge(1, "the text is longer than " + LONGEST + " characters");
        }
        List<Entry> entries = new ArrayList<>();
        int series = 0;
        for (var calendar : Component.read(text)) {
            var reader = new CalendarText(calendar, owner);
            for (var component : calendar.children()) {
                if (component.name().equals("VEVENT")) {
                    series += component.first("RRULE") == null ? 0 : 1;
                    if (series > MOST_SERIES) {
                        throw CalendarRefused.tooLarge(component.line(), "more than " + MOST_SERIES + " series");
                    }
                    entries.add(reader.entry(component));
                }
            }
        }
        return entries;
    }

    private Entry entry(Component event) {
        var uid = event.required("UID");
        if (uid.value().length() > LONGEST_UID) {
            throw CalendarRefused.tooLarge(uid.line(), "UID is longer than " + LONGEST_UID + " characters");
        }
        return switch (method) {
            case "REQUEST", "PUBLISH", "ADD" ->
                meeting(event, event.says("STATUS", "CANCELLED") ? Method.CANCEL : Method.STATE);
            case "CANCEL" -> meeting(event, disinvites(event) ? Method.DISINVITE : Method.CANCEL);
            case "REPLY" -> meeting(event, Method.REPLY);
            case "COUNTER" -> meeting(event, Method.COUNTER);
            default -> new Entry.Skipped(Entry.Reason.METHOD_NOT_FOLLOWED);
        };
    }

    private static boolean disinvites(Component event) {
        return !event.says("STATUS", "CANCELLED") && !event.all("ATTENDEE").isEmpty();
    }

    private Entry meeting(Component event, Method asked) {
        var recurrence = event.first("RECURRENCE-ID");
        if (recurrence != null && recurrence.parameter("RANGE") != null) {
            return new Entry.Skipped(Entry.Reason.RANGE_NOT_FOLLOWED);
        }
        var start = event.first("DTSTART");
        var times = asked == Method.STATE || asked == Method.COUNTER;
        if (start == null && times) {
            start = event.required("DTSTART");
        }
        var skipped = start == null ? null : skipped(event, start);
        if (skipped != null) {
            return new Entry.Skipped(skipped);
        }
        Timing timing = null;
        if (start != null) {
            var first = Moment.of(start, start.value().strip(), zones);
            var length = length(event, first);
            if (times && (length.isZero() || length.isNegative())) {
                return new Entry.Skipped(Entry.Reason.NO_LENGTH);
            }
            if (length.compareTo(LONGEST_MEETING) > 0) {
                return new Entry.Skipped(Entry.Reason.TOO_LONG);
            }
            timing = timing(event, first, length);
        }
        return new Meeting(
                asked,
                event.required("UID").value().strip(),
                recurrence == null ? null : occurrence(recurrence, timing),
                sequence(event),
                stamp(event),
                timing,
                organizer(event),
                participants(event),
                engagement(event));
    }

    private Entry.@Nullable Reason skipped(Component event, ContentLine start) {
        var value = start.value().strip();
        if (Moment.isDate(start, value) || event.says("X-MICROSOFT-CDO-ALLDAYEVENT", "TRUE")) {
            return Entry.Reason.ALL_DAY;
        }
        if (event.all("RRULE").stream().anyMatch(rule -> rule.value().contains("FREQ=HOURLY"))) {
            return Entry.Reason.TOO_OFTEN;
        }
        if (owner == null && !value.endsWith("Z") && start.parameter("TZID") == null) {
            Moment.local(start, value);
            return Entry.Reason.FLOATING;
        }
        return event.first("RRULE") != null && isBefore(start, value) ? Entry.Reason.TOO_OLD : null;
    }

    private static boolean isBefore(ContentLine start, String value) {
        var local = value.endsWith("Z") ? value.substring(0, value.length() - 1) : value;
        return Moment.local(start, local).isBefore(OLDEST_SERIES);
    }

    private Duration length(Component event, Moment first) {
        var end = event.first("DTEND");
        if (end != null) {
            var value = end.value().strip();
            if (Moment.isDate(end, value)) {
                throw CalendarRefused.unreadable(end.line(), "DTEND is a date where DTSTART is a date-time");
            }
            return Duration.between(
                    first.instant(), Moment.of(end, value, zones).instant());
        }
        var duration = event.first("DURATION");
        return duration == null ? Duration.ZERO : duration(duration);
    }

    private static Duration duration(ContentLine line) {
        var value = line.value().strip();
        if (WEEKS.matcher(value).matches()) {
            return Duration.ofDays(7L * Integer.parseInt(value.substring(1, value.length() - 1)));
        }
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException | ArithmeticException unreadable) {
            throw CalendarRefused.unreadable(line.line(), "DURATION is not a duration");
        }
    }

    private Timing timing(Component event, Moment first, Duration length) {
        var rules = event.all("RRULE");
        if (rules.size() > 4) {
            throw CalendarRefused.tooLarge(rules.getLast().line(), "more recurrence rules than any meeting needs");
        }
        rules.forEach(rule -> RecurrenceRule.checked(rule, first.zone()));
        Set<LocalDateTime> added = new TreeSet<>();
        Set<Instant> excluded = new TreeSet<>();
        Set<LocalDate> excludedDays = new TreeSet<>();
        for (var line : event.all("RDATE")) {
            for (var value : values(line)) {
                if (!Moment.isDate(line, value)) {
                    var instant = Moment.of(line, value.split("/", 2)[0], zones).instant();
                    added.add(LocalDateTime.ofInstant(instant, first.zone().getOffset(instant)));
                    bounded(line, added.size());
                }
            }
        }
        for (var line : event.all("EXDATE")) {
            for (var value : values(line)) {
                if (Moment.isDate(line, value)) {
                    excludedDays.add(Moment.date(line, value));
                } else {
                    excluded.add(Moment.of(line, value, zones).instant());
                }
                bounded(line, excluded.size() + excludedDays.size());
            }
        }
        return new Timing(first, length, rules, added, excluded, excludedDays);
    }

    private static List<String> values(ContentLine line) {
        return line.value().isBlank() ? List.of() : line.values(MOST_DATES);
    }

    private static void bounded(ContentLine line, int size) {
        if (size > MOST_DATES) {
            throw CalendarRefused.tooLarge(line.line(), "more than " + MOST_DATES + " dates of " + line.name());
        }
    }

    private Instant occurrence(ContentLine line, @Nullable Timing timing) {
        var value = line.value().strip();
        if (Moment.isDate(line, value)) {
            if (timing == null) {
                throw CalendarRefused.unreadable(line.line(), "RECURRENCE-ID is a date where a date-time is needed");
            }
            return timing.onDay(Moment.date(line, value));
        }
        return Moment.of(line, value, zones).instant();
    }

    private static long sequence(Component event) {
        var line = event.first("SEQUENCE");
        if (line == null) {
            return 0;
        }
        var value = line.value().strip();
        if (!value.matches("\\d{1,10}")) {
            throw CalendarRefused.unreadable(line.line(), "SEQUENCE is not a number");
        }
        return Long.parseLong(value);
    }

    private Instant stamp(Component event) {
        var line = event.first("DTSTAMP");
        if (line == null) {
            return Instant.EPOCH;
        }
        var value = line.value().strip();
        try {
            return Moment.of(line, value, zones).instant();
        } catch (DateTimeException unreadable) {
            throw CalendarRefused.unreadable(line.line(), "DTSTAMP is not a date-time");
        }
    }

    /** Organiser and attendees alike: Outlook does not list the organiser among the attendees, Google does. */
    private static List<Participant> participants(Component event) {
        Map<String, Participant> participants = new LinkedHashMap<>();
        var organizer = event.first("ORGANIZER");
        if (organizer != null) {
            var address = address(organizer);
            participants.put(address, new Participant(address, Response.ACCEPTED));
        }
        for (var attendee : event.all("ATTENDEE")) {
            if (isPerson(attendee)) {
                var address = address(attendee);
                participants.merge(
                        address,
                        new Participant(address, response(attendee)),
                        (known, again) -> again.response() == null ? known : again);
            }
            if (participants.size() > MOST_PARTICIPANTS) {
                throw CalendarRefused.tooLarge(attendee.line(), "more than " + MOST_PARTICIPANTS + " participants");
            }
        }
        return List.copyOf(participants.values());
    }

    private static @Nullable String organizer(Component event) {
        var line = event.first("ORGANIZER");
        return line == null ? null : address(line);
    }

    private static @Nullable Response response(ContentLine attendee) {
        var status = attendee.parameter("PARTSTAT");
        return switch (status == null ? "" : status.toUpperCase(Locale.ROOT)) {
            case "ACCEPTED" -> Response.ACCEPTED;
            case "TENTATIVE" -> Response.TENTATIVE;
            case "DECLINED" -> Response.DECLINED;
            default -> null;
        };
    }

    private static boolean isPerson(ContentLine attendee) {
        var kind = attendee.parameter("CUTYPE");
        var role = attendee.parameter("ROLE");
        return !"ROOM".equalsIgnoreCase(kind)
                && !"RESOURCE".equalsIgnoreCase(kind)
                && !"NON-PARTICIPANT".equalsIgnoreCase(role);
    }

    private static String address(ContentLine line) {
        var value = line.value().strip().toLowerCase(Locale.ROOT);
        var stated = line.parameter("EMAIL");
        var address = value.startsWith("mailto:") ? value.substring(7) : stated == null ? value : stated;
        if (address.length() > LONGEST_ADDRESS) {
            throw CalendarRefused.tooLarge(line.line(), line.name() + " is too long an address");
        }
        return address.strip().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String engagement(Component event) {
        var line = event.first("X-TANDEM-ENGAGEMENT");
        return line == null ? null : line.value().strip();
    }
}
