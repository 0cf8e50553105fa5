package tandem.matching.capacity;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tandem.events.PlannedTrack;
import tandem.events.Track;

/** From which day on a leader needs a seat in a track: the dates behind the sequence of R32, for looking ahead. */
public final class DueDates {

    /** A match takes review, approval and two signatures; the search starts so long before the track should. */
    public static final int LEAD_WEEKS = 4;

    /** Before any programme. */
    static final LocalDate AT_ONCE = LocalDate.EPOCH;

    private DueDates() {}

    /**
     * One engagement the leader has or had.
     *
     * @param endsOn the day it ended, or is planned to
     * @param state how far it is
     */
    public record Served(Track track, LocalDate startsOn, LocalDate endsOn, State state) {}

    /** How far an engagement is. */
    public enum State {
        RUNNING,
        COMPLETED,
        /** Ended otherwise: it makes no way for the next track. */
        BROKEN_OFF
    }

    /**
     * The day. First tracks and those beside them are due at once. A later one is due when the one before is over, or so long after its
     * start as the pathway says less {@value #LEAD_WEEKS} weeks; where the one before has not begun, as if it began today.
     */
    public static LocalDate of(
            PlannedTrack planned, List<PlannedTrack> pathway, Collection<Served> served, LocalDate today) {
        var previous = planned.startsAfterMonths() == 0 ? null : before(planned, pathway);
        if (previous == null) {
            return AT_ONCE;
        }
        var first = previous.track();
        return served.stream()
                .filter(one -> one.track() == first && one.state() != State.BROKEN_OFF)
                .map(one -> after(one, planned))
                .min(Comparator.naturalOrder())
                .orElseGet(() -> later(search(today, planned), today.plusDays(1)));
    }

    private static LocalDate after(Served one, PlannedTrack planned) {
        var search = search(one.startsOn(), planned);
        return one.state() == State.COMPLETED || one.endsOn().isBefore(search) ? one.endsOn() : search;
    }

    private static LocalDate search(LocalDate start, PlannedTrack planned) {
        return start.plusMonths(planned.startsAfterMonths()).minusWeeks(LEAD_WEEKS);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? other : one;
    }

    private static @Nullable PlannedTrack before(PlannedTrack planned, List<PlannedTrack> pathway) {
        return pathway.stream()
                .filter(other -> other.order() < planned.order())
                .max(Comparator.comparingInt(PlannedTrack::order))
                .orElse(null);
    }
}
