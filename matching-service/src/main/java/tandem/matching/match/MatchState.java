package tandem.matching.match;

import java.util.Set;

/** From proposal to assignment (R47); everything else is an end. */
public enum MatchState {
    /** The engine ranked it. Nobody of the pair knows. */
    PROPOSED,
    /** A human looked at it, with what the engine cannot know in mind. */
    REVIEWED,
    /** Approved by all who must; it takes a seat, and the two meet once before both decide. */
    EXPLORING,
    /** Approved by all who must; it takes a seat and waits for the two signatures. */
    APPROVED,
    /** Both signed; the engagement runs, or ran. */
    ASSIGNED,
    /** A human said no. */
    REJECTED,
    /** Its leader or provider left, or took a consent back. */
    WITHDRAWN,
    /** A newer run, or the approval of another proposal, took its place. */
    SUPERSEDED,
    /** A human chose another provider instead (R53). */
    OVERRIDDEN,
    /** The offer of a free seat ran out: nobody approved it, or the leader did not answer. */
    EXPIRED,
    /** Replaced for fit while it ran. */
    REASSIGNED;

    /** What the two sides may see: nothing before it is approved. */
    public static final Set<MatchState> SEEN_BY_SIDES = Set.of(EXPLORING, APPROVED, ASSIGNED, REASSIGNED);

    boolean isOpen() {
        return this == PROPOSED || this == REVIEWED;
    }
}
