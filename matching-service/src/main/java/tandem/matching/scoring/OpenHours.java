package tandem.matching.scoring;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import tandem.events.Availability;

/**
 * Weekly hours laid out on the time line for {@value #WEEKS} weeks from an instant, so that hours of two time zones can be
 * compared as they really fall, daylight-saving changes of either side included.
 *
 * <p>Wall-clock rules: a time that the spring change skips becomes the instant of the change (a window inside the gap has no
 * length); a time that the autumn change repeats opens a window at its first and closes it at its second occurrence. A window
 * whose end is not after its start ends on the next day. Windows of one person that touch or overlap count once.
 */
public final class OpenHours {

    /** Long enough to see a daylight-saving change coming, short enough to describe the start of an engagement. */
    public static final int WEEKS = 4;

    private static final long SECONDS = WEEKS * 7L * 24 * 3600;

    /** Second of the epoch; starts[i] to ends[i], ascending, disjoint. */
    private final long[] starts;

    private final long[] ends;

    private OpenHours(long[] starts, long[] ends) {
        this.starts = starts;
        this.ends = ends;
    }

    public static OpenHours of(WeeklyHours hours, Instant from) {
        var rules = hours.zone().getRules();
        long first = from.getEpochSecond();
        long last = first + SECONDS;
        var spans = new ArrayList<Span>();
        // one day early: a window of yesterday may reach past midnight into the first day
        var day = LocalDate.ofInstant(from, hours.zone()).minusDays(1);
        for (int i = 0; i < WEEKS * 7 + 3; i++) {
            for (var window : hours.windows()) {
                if (window.day() == day.getDayOfWeek()) {
                    var span = span(window, day, rules).clip(first, last);
                    if (span.start < span.end) {
                        spans.add(span);
                    }
                }
            }
            day = day.plus(1, ChronoUnit.DAYS);
        }
        return merged(spans);
    }

    /** Average minutes a week in which both are open; symmetric, 0 to 10,080. Both must be laid out from the same instant. */
    public double sharedMinutesPerWeek(OpenHours other) {
        long seconds = 0;
        int i = 0;
        int j = 0;
        while (i < starts.length && j < other.starts.length) {
            seconds += Math.max(0, Math.min(ends[i], other.ends[j]) - Math.max(starts[i], other.starts[j]));
            if (ends[i] < other.ends[j]) {
                i++;
            } else {
                j++;
            }
        }
        return seconds / 60.0 / WEEKS;
    }

    private static Span span(Availability window, LocalDate day, ZoneRules rules) {
        var closes = window.to().isAfter(window.from()) ? day : day.plusDays(1);
        return new Span(
                instant(day.atTime(window.from()), rules, true), instant(closes.atTime(window.to()), rules, false));
    }

    private static long instant(LocalDateTime wall, ZoneRules rules, boolean opening) {
        var change = rules.getTransition(wall);
        if (change != null && change.isGap()) {
            return change.toEpochSecond();
        }
        var offsets = rules.getValidOffsets(wall);
        ZoneOffset offset = opening ? offsets.getFirst() : offsets.getLast();
        return wall.toEpochSecond(offset);
    }

    private static OpenHours merged(List<Span> spans) {
        spans.sort(Comparator.comparingLong(Span::start));
        var starts = new long[spans.size()];
        var ends = new long[spans.size()];
        int n = 0;
        for (var span : spans) {
            if (n > 0 && span.start <= ends[n - 1]) {
                ends[n - 1] = Math.max(ends[n - 1], span.end);
            } else {
                starts[n] = span.start;
                ends[n++] = span.end;
            }
        }
        return new OpenHours(Arrays.copyOf(starts, n), Arrays.copyOf(ends, n));
    }

    private record Span(long start, long end) {
        Span clip(long first, long last) {
            return new Span(Math.max(start, first), Math.min(end, last));
        }
    }
}
