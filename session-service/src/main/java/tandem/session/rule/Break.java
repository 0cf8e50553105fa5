package tandem.session.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Days on which two people have agreed not to meet, both included: a holiday, a leave, a closed season. Why is nobody's business, so
 * there is no place for it. Days are those of UTC, like the days of a term; half a day more or less decides nothing here.
 */
public record Break(LocalDate first, LocalDate last) {

    private static final int LONGEST_DAYS = 42;
    private static final int MOST_DAYS = 84;
    /** A break may be told a little late, but the past cannot be agreed on. */
    private static final int LATE_DAYS = 14;

    /** What speaks against a break. */
    public enum Against {
        /** It ends before it begins. */
        NOT_IN_ORDER,
        /** More than six weeks at once: that is a change of terms, not a break. */
        TOO_LONG,
        /** More than twelve weeks in all the breaks of a pair. */
        TOO_MANY_DAYS,
        /** It begins more than two weeks ago. */
        TOO_LATE,
        /** The pair has one on some of these days. */
        OVERLAPS
    }

    public Instant from() {
        return first.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The first instant after it. */
    public Instant to() {
        return last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public int days() {
        return (int) Duration.between(from(), to()).toDays();
    }

    public boolean covers(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }

    /** What speaks against it beside those the pair has; nothing when it can be agreed on. */
    public List<Against> against(List<Break> others, LocalDate today) {
        if (last.isBefore(first)) {
            return List.of(Against.NOT_IN_ORDER);
        }
        List<Against> against = new ArrayList<>();
        if (days() > LONGEST_DAYS) {
            against.add(Against.TOO_LONG);
        }
        if (days() + others.stream().mapToInt(Break::days).sum() > MOST_DAYS) {
            against.add(Against.TOO_MANY_DAYS);
        }
        if (first.isBefore(today.minusDays(LATE_DAYS))) {
            against.add(Against.TOO_LATE);
        }
        if (others.stream().anyMatch(this::meets)) {
            against.add(Against.OVERLAPS);
        }
        return against;
    }

    /** When the break that is on at the instant is over; where one follows on another, when both are. */
    static Optional<Instant> endingAfter(Instant at, List<Break> breaks) {
        return joined(breaks).stream()
                .filter(free -> !at.isBefore(free.from()) && at.isBefore(free.to()))
                .map(Break::to)
                .findFirst();
    }

    /** The same days as breaks that neither touch nor overlap, by time. */
    static List<Break> joined(List<Break> breaks) {
        List<Break> joined = new ArrayList<>();
        for (var next :
                breaks.stream().sorted(Comparator.comparing(Break::first)).toList()) {
            var before = joined.isEmpty() ? null : joined.getLast();
            if (before == null || next.first.isAfter(before.last.plusDays(1))) {
                joined.add(next);
            } else if (next.last.isAfter(before.last)) {
                joined.set(joined.size() - 1, new Break(before.first, next.last));
            }
        }
        return joined;
    }

    private boolean meets(Break other) {
        return !last.isBefore(other.first) && !other.last.isBefore(first);
    }
}
