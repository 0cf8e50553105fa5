package tandem.events;

/** How people of a programme meet beside their coach or mentor: the network layer (R59). */
public enum GatheringKind {
    /** Once, open to whoever takes a seat. */
    OFFICE_HOUR,
    /** Peers who meet again and again. */
    COHORT
}
