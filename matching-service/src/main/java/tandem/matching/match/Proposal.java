package tandem.matching.match;

import java.util.UUID;
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
        int providerVersion) {}
