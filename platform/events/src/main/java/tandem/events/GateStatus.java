package tandem.events;

/** The colours of a gate (R130). */
public enum GateStatus {
    /** Met. */
    GREEN,
    /** Partly met, with mitigations. */
    AMBER,
    /** Not met. */
    RED,
    /** Its evidence is not complete yet. */
    UNDECIDED
}
