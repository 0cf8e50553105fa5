package tandem.session.icalendar;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Turns a VTIMEZONE into zone rules. A definition is followed once, inside a bounded span of years, so one that contradicts
 * itself or never ends costs no more than a good one; and nothing is registered with the JVM, so it lives no longer than the
 * text that carried it.
 */
final class DefinedZone {
    private static final Pattern OFFSET = Pattern.compile("([+-]\\d{2})(\\d{2})(\\d{2})?");
    private static final LocalDateTime FROM = LocalDateTime.of(1990, 1, 1, 0, 0);
    private static final LocalDateTime TO = LocalDateTime.of(2060, 1, 1, 0, 0);
    private static final int MOST_OBSERVANCES = 64;
    private static final int MOST_ONSETS = 200;

    private DefinedZone() {}

    /** At {@code at}, as the clock with {@code from} showed it, the offset became {@code to}. */
    private record Onset(LocalDateTime at, ZoneOffset from, ZoneOffset to) {}

    static ZoneRules rules(Component definition) {
        var observances = definition.children();
        if (observances.isEmpty()) {
            throw CalendarRefused.unreadable(definition.line(), "the time zone says nothing");
        }
        if (observances.size() > MOST_OBSERVANCES) {
            throw CalendarRefused.tooLarge(definition.line(), "the time zone has too many observances");
        }
        List<Onset> onsets = new ArrayList<>();
        for (var observance : observances) {
            onsets.addAll(onsets(observance));
        }
        onsets.sort(Comparator.comparing(Onset::at));
        var first = onsets.getFirst();
        return ZoneRules.of(first.from(), first.from(), List.of(), transitions(onsets), List.of());
    }

    private static List<ZoneOffsetTransition> transitions(List<Onset> onsets) {
        List<ZoneOffsetTransition> transitions = new ArrayList<>();
        var offset = onsets.getFirst().from();
        for (var onset : onsets) {
            var earlier = transitions.isEmpty() ? null : transitions.getLast();
            var follows = earlier == null
                    || onset.at().isAfter(earlier.getDateTimeAfter().plusDays(1));
            if (follows && !onset.to().equals(offset)) {
                transitions.add(ZoneOffsetTransition.of(onset.at(), offset, onset.to()));
                offset = onset.to();
            }
        }
        return transitions;
    }

    private static List<Onset> onsets(Component observance) {
        var from = offset(observance.required("TZOFFSETFROM"));
        var to = offset(observance.required("TZOFFSETTO"));
        var startLine = observance.required("DTSTART");
        var start = Moment.local(startLine, startLine.value().strip());
        List<LocalDateTime> times = new ArrayList<>();
        times.add(start);
        var rule = observance.first("RRULE");
        if (rule != null) {
            if (!rule.value().contains("FREQ=YEARLY")) {
                throw CalendarRefused.tooLarge(rule.line(), "a time zone cannot change more often than yearly");
            }
            times.addAll(RecurrenceRule.expand(rule, start, from.getRules(), FROM, TO, MOST_ONSETS));
        }
        for (var dates : observance.all("RDATE")) {
            for (var value : dates.values(MOST_ONSETS)) {
                times.add(Moment.local(dates, value));
            }
            if (times.size() > MOST_ONSETS) {
                throw CalendarRefused.tooLarge(
                        dates.line(), "the time zone changes more than " + MOST_ONSETS + " times");
            }
        }
        return times.stream()
                .filter(time -> time.isBefore(TO))
                .map(time -> new Onset(time, from, to))
                .toList();
    }

    private static ZoneOffset offset(ContentLine line) {
        var parts = OFFSET.matcher(line.value().strip());
        try {
            if (parts.matches()) {
                var hours = Integer.parseInt(parts.group(1));
                var minutes = Integer.parseInt(parts.group(2));
                return ZoneOffset.ofHoursMinutes(hours, parts.group(1).startsWith("-") ? -minutes : minutes);
            }
        } catch (DateTimeException outOfRange) {
            throw CalendarRefused.unreadable(line.line(), line.name() + " is out of range");
        }
        throw CalendarRefused.unreadable(line.line(), line.name() + " is not an offset");
    }
}
