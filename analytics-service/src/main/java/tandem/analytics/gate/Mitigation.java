package tandem.analytics.gate;

/** What is done about a criterion that is not met (R130): a kind of measure, never words. */
public enum Mitigation {
    /** Who is late is reminded by a person. */
    FOLLOW_UP,
    /** Dates are offered anew. */
    RESCHEDULE,
    /** Pairs are changed. */
    REASSIGN,
    /** More or other providers. */
    ADD_CAPACITY,
    /** Providers or leaders are trained. */
    TRAIN,
    /** What is delivered to the store is repaired. */
    REPAIR_DATA,
    /** Less is done, or for fewer. */
    REDUCE_SCOPE,
    /** What is asked is asked again, or otherwise. */
    COLLECT_AGAIN
}
