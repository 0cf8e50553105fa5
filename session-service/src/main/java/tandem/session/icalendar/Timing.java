package tandem.session.icalendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tandem.session.rule.Slot;

/** When a meeting is: once, or again and again by rules in local time. */
public final class Timing {
    private static final int MOST_OCCURRENCES = 400;

    private final LocalDateTime first;
    private final ZoneRules zone;
    private final Duration length;
    private final List<ContentLine> rules;
    private final Set<LocalDateTime> added;
    private final Set<Instant> excluded;
    private final Set<LocalDate> excludedDays;

    Timing(
            Moment first,
            Duration length,
            List<ContentLine> rules,
            Set<LocalDateTime> added,
            Set<Instant> excluded,
            Set<LocalDate> excludedDays) {
        this.first = first.local();
        this.zone = first.zone();
        this.length = length;
        this.rules = rules;
        this.added = added;
        this.excluded = excluded;
        this.excludedDays = excludedDays;
    }

    public Instant startsAt() {
        return Moment.instant(first, zone);
    }

    public Instant endsAt() {
        return startsAt().plus(length);
    }

    /** The occurrence of the given local day, for programs that name an occurrence by its date. */
    Instant onDay(LocalDate day) {
        return Moment.instant(day.atTime(first.toLocalTime()), zone);
    }

    /** The occurrences that begin between the bounds, excluded ones left out; more than a bounded number is refused. */
    public List<Slot> slots(Instant from, Instant to) {
        return times(from, to)
                .filter(time -> !isExcluded(time))
                .map(time -> Moment.instant(time, zone))
                .map(time -> new Slot(time, time, time.plus(length)))
                .toList();
    }

    /** The occurrences between the bounds that were taken out of the series by name. */
    public Set<Instant> excluded(Instant from, Instant to) {
        return times(from, to)
                .filter(this::isExcluded)
                .map(time -> Moment.instant(time, zone))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<LocalDateTime> times(Instant from, Instant to) {
        var start = LocalDateTime.ofInstant(from, zone.getOffset(from));
        var end = LocalDateTime.ofInstant(to, zone.getOffset(to));
        var times = new TreeSet<>(added);
        times.add(first);
        for (var rule : rules) {
            times.addAll(RecurrenceRule.expand(rule, first, zone, start, end, MOST_OCCURRENCES));
        }
        return times.stream().filter(time -> !time.isBefore(start) && time.isBefore(end));
    }

    private boolean isExcluded(LocalDateTime time) {
        return excludedDays.contains(time.toLocalDate()) || excluded.contains(Moment.instant(time, zone));
    }
}
