package tandem.session.rule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * When nobody is prompted: every day from one time to another, over midnight when the first is the later, and on whole days of the week.
 * Times are those of the person's own zone.
 */
public record QuietHours(LocalTime from, LocalTime until, Set<DayOfWeek> days) {

    /** Evenings, nights and weekends. */
    public static final QuietHours DEFAULT =
            new QuietHours(LocalTime.of(19, 0), LocalTime.of(8, 0), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));

    public QuietHours {
        days = Set.copyOf(days);
        if (days.size() == DayOfWeek.values().length) {
            throw new IllegalArgumentException("There is no day left to prompt anybody on");
        }
    }

    /** The earliest instant, not before {@code wanted}, at which the person may be prompted. */
    public Instant nextAt(Instant wanted, ZoneId zone) {
        var at = wanted.atZone(zone);
        // a quiet week is left in eight steps at most, and each may stop at a quiet hour
        for (int step = 0; step < 2 * DayOfWeek.values().length + 2 && isQuiet(at); step++) {
            at = leave(at);
        }
        return at.toInstant();
    }

    boolean isQuiet(ZonedDateTime at) {
        return days.contains(at.getDayOfWeek()) || isQuiet(at.toLocalTime());
    }

    private boolean isQuiet(LocalTime time) {
        return from.isAfter(until)
                ? !time.isBefore(from) || time.isBefore(until)
                : !time.isBefore(from) && time.isBefore(until);
    }

    private ZonedDateTime leave(ZonedDateTime at) {
        if (days.contains(at.getDayOfWeek())) {
            return at.toLocalDate().plusDays(1).atStartOfDay(at.getZone());
        }
        var today = at.toLocalDate().atTime(until).atZone(at.getZone());
        return today.isAfter(at)
                ? today
                : at.toLocalDate().plusDays(1).atTime(until).atZone(at.getZone());
    }
}
