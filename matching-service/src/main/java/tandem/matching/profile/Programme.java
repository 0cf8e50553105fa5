package tandem.matching.profile;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tandem.events.IntakeEvent.PolicyTerms;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.matching.scoring.WeightSet;
import tandem.runtime.problem.Refused;

/**
 * A programme with the policy in force.
 *
 * @param weights what the policy matches by; null when it names a profile nobody knows
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
        @Nullable WeightSet weights,
        @Nullable String stopped) {

    /** R129: refuses to take anybody in while the operations owner has stopped onboarding. */
    public void requireOpen() {
        if (stopped != null) {
            throw new Refused(
                    ProfileProblems.ONBOARDING_STOPPED,
                    "Onboarding is stopped until it is resumed",
                    Map.of("reason", stopped));
        }
    }

    /** R62: in a high-touch cohort a mentor has at most so many mentees; elsewhere only the own capacity counts. */
    public int seatsPerProvider(Track track) {
        return highTouch && track == Track.MENTORING ? terms.maxMenteesPerMentor() : Integer.MAX_VALUE;
    }
}
