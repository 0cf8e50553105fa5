package tandem.matching.match;

import org.jspecify.annotations.Nullable;
import tandem.events.CoachingGroupId;
import tandem.events.EngagementKind;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.RiskClass;
import tandem.events.Track;
import tandem.matching.kind.ReverseTopic;

/**
 * Two people whom a human would like to pair, or to bring together in a group, nothing speaking against it.
 *
 * @param group whom the leader is to be coached together with; null unless the kind is GROUP
 * @param topic what a reverse mentor teaches; null in every other kind
 * @param riskClass the higher of the two, because either is exposed by the other (R51)
 * @param by who chose the pair, and cannot approve it as well
 * @param reason why, as a code
 */
record Arrangement(
        ProgrammeId programme,
        EngagementKind kind,
        Track track,
        @Nullable CoachingGroupId group,
        PersonId leader,
        PersonId provider,
        @Nullable ReverseTopic topic,
        RiskClass riskClass,
        int policyVersion,
        PersonId by,
        String reason) {}
