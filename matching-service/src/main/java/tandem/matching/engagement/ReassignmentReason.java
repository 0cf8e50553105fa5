package tandem.matching.engagement;

/** Why a pair is replaced for fit (R58, W9): what the next ranking, and whoever looks back, should know. */
public enum ReassignmentReason {
    /** The two do not work well together. */
    NO_FIT,
    /** They find no time to meet. */
    SCHEDULE,
    /** What the leader works on turned out to be something else. */
    GOALS_MISREAD,
    /** What was evidenced of the provider does not hold. */
    EVIDENCE_WRONG,
    /** The interests of the two, or of their units, are in each other's way. */
    CONFLICT_OF_INTEREST,
    /** What was said in confidence did not stay there (R7). */
    TRUST_BROKEN
}
