package tandem.matching.kind;

import org.jspecify.annotations.Nullable;
import tandem.events.EngagementKind;

/**
 * Two people a human would like to pair in one kind.
 *
 * @param provider the mentor; of peers the second of the two, which makes no difference between them
 * @param topic what a reverse mentor is to teach; null in other kinds
 * @param otherRole whether one serves, or served, the other in another kind or track (R35)
 */
public record Pairing(
        EngagementKind kind,
        Participant leader,
        Participant provider,
        @Nullable ReverseTopic topic,
        boolean otherRole) {}
