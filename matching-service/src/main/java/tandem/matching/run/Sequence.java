package tandem.matching.run;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tandem.events.EndReason;
import tandem.events.PlannedTrack;
import tandem.matching.capacity.DueDates;
import tandem.matching.engagement.Engagements.Past;

/** When the tracks of a pathway are due. Sequence is the rule, side by side the exception that intake decided (R27, R32). */
final class Sequence {

    static final int LEAD_WEEKS = DueDates.LEAD_WEEKS;

    private Sequence() {}

    /**
     * Whether somebody may be proposed for a track now. The first track and tracks that run beside it are due at once. A later one
     * is due when the one before completed, or so long after its start as the pathway says, less {@value #LEAD_WEEKS} weeks.
     */
    static boolean isDue(PlannedTrack planned, List<PlannedTrack> pathway, List<Past> engagements, LocalDate today) {
        if (planned.startsAfterMonths() == 0) {
            return true;
        }
        return before(planned, pathway)
                .map(previous -> engagements.stream()
                        .filter(past -> past.track() == previous.track())
                        .anyMatch(past -> hasMadeWay(past, planned, today)))
                .orElse(true);
    }

    private static boolean hasMadeWay(Past past, PlannedTrack planned, LocalDate today) {
        if (past.endReason() == EndReason.COMPLETED) {
            return true;
        }
        var searchOn = past.startsOn().plusMonths(planned.startsAfterMonths()).minusWeeks(LEAD_WEEKS);
        return past.endedOn() == null && !today.isBefore(searchOn);
    }

    private static Optional<PlannedTrack> before(PlannedTrack planned, List<PlannedTrack> pathway) {
        return pathway.stream()
                .filter(other -> other.order() < planned.order())
                .max(Comparator.comparingInt(PlannedTrack::order));
    }
}
