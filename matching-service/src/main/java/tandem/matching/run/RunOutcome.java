package tandem.matching.run;

/** What a run came to for one leader and track. */
public enum RunOutcome {
    /** Providers were proposed. */
    PROPOSED,
    /** The plan of an assignment has a provider for the leader; published, it becomes a proposal. */
    PLACED,
    /** The plan of an assignment has nobody for the leader; published, the leader is put on the waitlist. */
    WAITS,
    /** A hard rule speaks against the pair since the plan was made; a new run is needed. */
    NO_LONGER_ELIGIBLE,
    /** Nobody was eligible: the leader waits, with the reason. */
    WAITLISTED,
    /** The leader has a provider for this track. */
    HAS_PROVIDER,
    /** A free seat is offered to the leader off the waitlist: that is decided on first. */
    HAS_OFFER,
    /** The track comes later in the leader's sequence (R32). */
    NOT_DUE,
    /** No coach or mentor was decided for this leader, or not this track. */
    NOT_DECIDED,
    /** The leader is on leave: proposals wait for the return. */
    ON_LEAVE,
    /** The leader leaves the company, or has left. */
    EMPLOYMENT_ENDED,
    /** MATCHING allows nothing about this leader. */
    NOT_ALLOWED,
    /** A mentee is asked what he wants before anybody is proposed (R45). */
    PREFERENCE_MISSING,
    /** The leader's goals were embedded by another model; vectors of two models are never compared. */
    OTHER_MODEL
}
