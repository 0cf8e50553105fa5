package tandem.events;

/** Outcomes HR systems report about leaders. */
public enum OutcomeKind {
    /** Promoted; value 1. */
    PROMOTION,
    /** Moved inside the company; value 1. */
    INTERNAL_MOVE,
    /** A rating on the company's scale. */
    PERFORMANCE_RATING,
    /** An engagement survey score. */
    ENGAGEMENT_SCORE
}
