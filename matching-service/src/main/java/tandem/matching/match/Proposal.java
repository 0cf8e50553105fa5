package tandem.matching.match;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.RiskClass;
import tandem.events.Track;
import tandem.matching.scoring.Ranking;

/**
 * One place of a ranking, ready to be proposed.
 *
 * @param profileRevision the leader's profile it was made from
 * @param providerVersion the provider's record it was made from
 * @param choice the human choice it comes from, null when it is the engine's
 */
public record Proposal(
        ProgrammeId programme,
        UUID run,
        PersonId leader,
        Track track,
        Ranking.Ranked place,
        Explanation explanation,
        String weightProfile,
        RiskClass riskClass,
        int policyVersion,
        long profileRevision,
        int providerVersion,
        @Nullable Choice choice) {

    /** A human fixed this pair beforehand, and somebody else has to approve it. */
    public record Choice(PersonId by, String reason) {}

    Proposal chosen(@Nullable Choice human) {
        return new Proposal(
                programme,
                run,
                leader,
                track,
                place,
                explanation,
                weightProfile,
                riskClass,
                policyVersion,
                profileRevision,
                providerVersion,
                human);
    }
}
