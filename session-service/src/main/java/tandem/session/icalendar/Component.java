package tandem.session.icalendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A component with those of its properties that say when, who and which; everything else was dropped while reading. */
record Component(String name, int line, List<ContentLine> properties, List<Component> children) {
    static final Set<String> USED = Set.of(
            "METHOD",
            "UID",
            "SEQUENCE",
            "DTSTAMP",
            "DTSTART",
            "DTEND",
            "DURATION",
            "RRULE",
            "RDATE",
            "EXDATE",
            "RECURRENCE-ID",
            "STATUS",
            "ORGANIZER",
            "ATTENDEE",
            "TZID",
            "TZOFFSETFROM",
            "TZOFFSETTO",
            "X-LIC-LOCATION",
            "X-TANDEM-ENGAGEMENT",
            "X-MICROSOFT-CDO-ALLDAYEVENT");
    private static final int DEEPEST = 4;
    private static final int MOST_COMPONENTS = 2_000;
    private static final int MOST_PROPERTIES = 1_500;

    /** Reads all top-level components of a text; each must be a VCALENDAR. */
    static List<Component> read(String text) {
        var lines = new ContentLines(text);
        var budget = new int[] {MOST_COMPONENTS};
        List<Component> calendars = new ArrayList<>();
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (!line.name().equals("BEGIN") || !line.value().strip().equalsIgnoreCase("VCALENDAR")) {
                throw CalendarRefused.unreadable(line.line(), "expected BEGIN:VCALENDAR");
            }
            calendars.add(read(line, lines, 1, budget));
        }
        if (calendars.isEmpty()) {
            throw CalendarRefused.unreadable(1, "the text holds no calendar");
        }
        return calendars;
    }

    private static Component read(ContentLine begin, ContentLines lines, int depth, int[] budget) {
        if (depth > DEEPEST || --budget[0] < 0) {
            throw CalendarRefused.tooLarge(begin.line(), "too many or too deeply nested components");
        }
        var name = begin.value().strip().toUpperCase(Locale.ROOT);
        List<ContentLine> properties = new ArrayList<>();
        List<Component> children = new ArrayList<>();
        for (var line = lines.next(); line != null; line = lines.next()) {
            switch (line.name()) {
                case "BEGIN" -> children.add(read(line, lines, depth + 1, budget));
                case "END" -> {
                    if (!line.value().strip().equalsIgnoreCase(name)) {
                        throw CalendarRefused.unreadable(line.line(), "expected END:" + name);
                    }
                    return new Component(name, begin.line(), List.copyOf(properties), List.copyOf(children));
                }
                default -> {
                    if (USED.contains(line.name())) {
                        properties.add(line.asText());
                    }
                    if (properties.size() > MOST_PROPERTIES) {
                        throw CalendarRefused.tooLarge(line.line(), name + " has too many properties");
                    }
                }
            }
        }
        throw CalendarRefused.unreadable(lines.line(), name + " of line " + begin.line() + " has no end");
    }

    @Nullable
    ContentLine first(String property) {
        for (var line : properties) {
            if (line.name().equals(property)) {
                return line;
            }
        }
        return null;
    }

    ContentLine required(String property) {
        var found = first(property);
        if (found == null || found.value().isBlank()) {
            throw CalendarRefused.unreadable(line, name + " has no " + property);
        }
        return found;
    }

    List<ContentLine> all(String property) {
        return properties.stream().filter(line -> line.name().equals(property)).toList();
    }

    boolean says(String property, String value) {
        var found = first(property);
        return found != null && found.value().strip().equalsIgnoreCase(value);
    }
}
