package tandem.session.icalendar;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.fortuna.ical4j.model.Recur;

/**
 * Expands an RRULE in local time, inside a window. What a rule may ask for is checked first, so that no rule can cost more
 * than a year of days for each of its steps.
 */
final class RecurrenceRule {
    private static final Set<String> FREQUENCIES = Set.of("DAILY", "WEEKLY", "MONTHLY", "YEARLY");
    private static final Set<String> PARTS = Set.of(
            "FREQ",
            "UNTIL",
            "COUNT",
            "INTERVAL",
            "BYSECOND",
            "BYMINUTE",
            "BYHOUR",
            "BYDAY",
            "BYMONTHDAY",
            "BYYEARDAY",
            "BYWEEKNO",
            "BYMONTH",
            "BYSETPOS",
            "WKST");
    private static final Pattern PART = Pattern.compile("[A-Z]{2,12}=[A-Z0-9,+-]{1,512}");
    private static final int MOST_COUNT = 10_000;
    private static final int MOST_INTERVAL = 1_000;

    private RecurrenceRule() {}

    /** The local times of {@code line} between the bounds, at most {@code most}; more is refused. */
    static List<LocalDateTime> expand(
            ContentLine line, LocalDateTime first, ZoneRules rules, LocalDateTime from, LocalDateTime to, int most) {
        var rule = checked(line, rules);
        List<LocalDateTime> times;
        try {
            times = rule.getDates(first, from, to, most + 1);
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException unusable) {
            throw CalendarRefused.unreadable(line.line(), "the recurrence rule cannot be followed");
        }
        if (times.size() > most) {
            throw CalendarRefused.tooLarge(line.line(), "the rule repeats more than " + most + " times");
        }
        return times;
    }

    /** Reads the rule and refuses what no meeting needs, without expanding it. */
    static Recur<LocalDateTime> checked(ContentLine line, ZoneRules rules) {
        var parts = parts(line);
        var frequency = parts.getOrDefault("FREQ", "");
        if (Set.of("SECONDLY", "MINUTELY", "HOURLY").contains(frequency)) {
            throw CalendarRefused.tooLarge(line.line(), "a meeting cannot repeat more often than daily");
        }
        if (!FREQUENCIES.contains(frequency) || !PARTS.containsAll(parts.keySet())) {
            throw CalendarRefused.unreadable(line.line(), "the recurrence rule cannot be read");
        }
        for (var once : List.of("BYHOUR", "BYMINUTE", "BYSECOND")) {
            if (parts.getOrDefault(once, "").contains(",")) {
                throw CalendarRefused.tooLarge(line.line(), "a meeting cannot repeat more often than daily");
            }
        }
        bounded(line, parts, "COUNT", MOST_COUNT);
        bounded(line, parts, "INTERVAL", MOST_INTERVAL);
        var text = parts.entrySet().stream()
                .map(part -> part.getKey() + "="
                        + (part.getKey().equals("UNTIL") ? until(line, part.getValue(), rules) : part.getValue()))
                .collect(Collectors.joining(";"));
        try {
            return new Recur<>(text);
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            throw CalendarRefused.unreadable(line.line(), "the recurrence rule cannot be read");
        }
    }

    private static Map<String, String> parts(ContentLine line) {
        var texts = Stream.of(line.value().strip().toUpperCase(Locale.ROOT).split(";"))
                .filter(part -> !part.isBlank())
                .toList();
        if (texts.isEmpty()
                || !texts.stream().allMatch(part -> PART.matcher(part).matches())) {
            throw CalendarRefused.unreadable(line.line(), "the recurrence rule cannot be read");
        }
        return texts.stream()
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1], (first, again) -> first));
    }

    private static void bounded(ContentLine line, Map<String, String> parts, String part, int most) {
        var text = parts.get(part);
        if (text == null) {
            return;
        }
        if (!text.matches("\\d+")) {
            throw CalendarRefused.unreadable(line.line(), part + " is not a number");
        }
        if (text.length() > 9 || Integer.parseInt(text) > most) {
            throw CalendarRefused.tooLarge(line.line(), part + " is above " + most);
        }
        if (Integer.parseInt(text) == 0) {
            throw CalendarRefused.unreadable(line.line(), part + " is zero");
        }
    }

    /** UNTIL is written in UTC while the rule runs in local time: bring it over. */
    private static String until(ContentLine line, String value, ZoneRules rules) {
        if (value.length() == 8) {
            return local(Moment.date(line, value).atTime(LocalTime.of(23, 59, 59)));
        }
        if (!value.endsWith("Z")) {
            return local(Moment.local(line, value));
        }
        var instant = Moment.local(line, value.substring(0, value.length() - 1)).toInstant(ZoneOffset.UTC);
        return local(LocalDateTime.ofInstant(instant, rules.getOffset(instant)));
    }

    private static String local(LocalDateTime time) {
        return Moment.LOCAL.format(time);
    }
}
