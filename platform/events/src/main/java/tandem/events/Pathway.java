package tandem.events;

/** Which service a person needs, and in which order (R24–R30). */
public enum Pathway {
    /** A coach. */
    COACHING,
    /** A mentor. */
    MENTORING,
    /** A coaching sprint first, then a mentor (R26, R32). */
    COACHING_THEN_MENTORING,
    /** A mentor plus periodic coaching sessions (R27). */
    MENTORING_WITH_COACHING,
    /** A structured onboarding coach for a new hire (R30). */
    ONBOARDING_COACHING
}
