package tandem.matching.exploration;

/** Why a side would rather have somebody else. Codes only: what was said in the meeting stays there. */
public enum DeclineReason {
    /** The two do not find a tone. */
    NO_RAPPORT,
    /** They find no time to meet. */
    SCHEDULE,
    /** What the leader works on is not what the provider is good at. */
    GOALS_DIFFER,
    /** The provider's experience is too far from the leader's work, or too close to it. */
    EXPERIENCE_DIFFERS,
    /** The interests of the two, or of their units, are in each other's way. */
    CONFLICT_OF_INTEREST
}
