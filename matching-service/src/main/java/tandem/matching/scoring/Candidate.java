package tandem.matching.scoring;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Track;

/**
 * A provider as the ranking sees it.
 *
 * @param attributes codes a leader's wish may name: type, credentials, skills, behaviours (R45)
 * @param barrier the rule that keeps the provider out of the pool altogether; null when in it
 * @param freeSeats capacity less the seats taken
 * @param manager the provider's own line manager, where known
 * @param evidence unit-free sentence embedding of the labels of the codes; null when there is none of the pool's model
 * @param sponsorship see {@link Fit#sponsorship}
 * @param pastSuccess see {@link Fit#pastSuccess}
 * @param version of the provider's record this was read from; a proposal remembers it
 */
@SuppressWarnings("ArrayRecordComponent") // vectors are compared millions of times in a run; equals looks into them
public record Candidate(
        PersonId id,
        ProviderType type,
        Set<Track> tracks,
        @Nullable HardRule barrier,
        boolean onLeave,
        int freeSeats,
        @Nullable PersonId manager,
        WeeklyHours hours,
        Set<String> skills,
        Set<String> behaviours,
        Set<String> attributes,
        float @Nullable [] evidence,
        double sponsorship,
        double pastSuccess,
        int version) {

    /** The same with other free seats, for a preview. */
    Candidate withSeats(int seats) {
        return new Candidate(
                id,
                type,
                tracks,
                barrier,
                onLeave,
                seats,
                manager,
                hours,
                skills,
                behaviours,
                attributes,
                evidence,
                sponsorship,
                pastSuccess,
                version);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Candidate that
                && id.equals(that.id)
                && type == that.type
                && tracks.equals(that.tracks)
                && barrier == that.barrier
                && onLeave == that.onLeave
                && freeSeats == that.freeSeats
                && Objects.equals(manager, that.manager)
                && hours.equals(that.hours)
                && skills.equals(that.skills)
                && behaviours.equals(that.behaviours)
                && attributes.equals(that.attributes)
                && Arrays.equals(evidence, that.evidence)
                && Double.compare(sponsorship, that.sponsorship) == 0
                && Double.compare(pastSuccess, that.pastSuccess) == 0
                && version == that.version;
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
