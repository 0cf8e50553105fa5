package tandem.matching.scoring;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.Track;

/**
 * What a leader needs in one track, out of what the MATCHING purpose allows (R52).
 *
 * @param wishes provider attributes the leader asked for; {@code NOT_X} rules X out (R45)
 * @param goals sentence embedding of the goal labels, of the pool's model
 * @param otherRole who serves this leader in the other track, or was paired with the leader otherwise (R35)
 * @param turnedDown providers a human turned down for this leader and track, or replaced for fit (R53, R58)
 * @param sponsorshipNeeded whether this pairing is about sponsorship (R17, R26, R43)
 * @param sharedMinutesNeeded minutes a week both must be able to meet, 0 when hours are no condition (R44)
 */
@SuppressWarnings("ArrayRecordComponent") // vectors are compared millions of times in a run; equals looks into them
public record Need(
        PersonId leader,
        Track track,
        @Nullable PersonId manager,
        WeeklyHours hours,
        Set<String> skills,
        Set<String> behaviours,
        Set<String> wishes,
        float @Nullable [] goals,
        Set<PersonId> otherRole,
        Set<PersonId> turnedDown,
        boolean sponsorshipNeeded,
        int sharedMinutesNeeded) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Need that
                && leader.equals(that.leader)
                && track == that.track
                && Objects.equals(manager, that.manager)
                && hours.equals(that.hours)
                && skills.equals(that.skills)
                && behaviours.equals(that.behaviours)
                && wishes.equals(that.wishes)
                && Arrays.equals(goals, that.goals)
                && otherRole.equals(that.otherRole)
                && turnedDown.equals(that.turnedDown)
                && sponsorshipNeeded == that.sponsorshipNeeded
                && sharedMinutesNeeded == that.sharedMinutesNeeded;
    }

    @Override
    public int hashCode() {
        return Objects.hash(leader, track);
    }
}
