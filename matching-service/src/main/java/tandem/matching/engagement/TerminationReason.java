package tandem.matching.engagement;

/** Why one side ends an engagement early (R85). Codes only: what lies behind them belongs on the escalation path (R82). */
public enum TerminationReason {
    /** What they set out to do is done. */
    GOALS_MET_EARLY,
    /** What the leader needs is something else by now. */
    NEED_CHANGED,
    /** One side has no time for it any more. */
    NO_TIME,
    /** The two do not work well together. A replacement is asked of the programme lead, and counts for W9. */
    NO_FIT,
    /** The interests of the two, or of their units, are in each other's way by now. */
    CONFLICT_OF_INTEREST,
    /** What was said in confidence did not stay there (R7). */
    TRUST_BROKEN
}
