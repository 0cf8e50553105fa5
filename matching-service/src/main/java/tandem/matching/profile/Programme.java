package tandem.matching.profile;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tandem.events.IntakeEvent.PolicyTerms;
import tandem.events.ProgrammeId;
import tandem.events.Track;

/**
 * A programme with the policy in force.
 *
 * @param stopped why nobody is taken in now, null when people are (R129)
 */
public record Programme(
        ProgrammeId id,
        String objective,
        LocalDate startsOn,
        LocalDate endsOn,
        boolean highTouch,
        int policyVersion,
        PolicyTerms terms,
        @Nullable String stopped) {

    /** R62: in a high-touch cohort a mentor has at most so many mentees; elsewhere only the own capacity counts. */
    public int seatsPerProvider(Track track) {
        return highTouch && track == Track.MENTORING ? terms.maxMenteesPerMentor() : Integer.MAX_VALUE;
    }
}
