package tandem.matching.match;

/** What a human knew and the engine could not (R53): few enough to be counted, and to be learned from. */
public enum OverrideReason {
    /** The other can open doors this one cannot (R50). */
    SPONSORSHIP_CONTEXT,
    /** The unit, its history or its politics speak for the other (R51). */
    POLITICAL_CONTEXT,
    /** The way the two work and talk fits better (R47). */
    CULTURAL_FIT,
    /** What is to be said in confidence is better kept by the other (R49). */
    CONFIDENTIALITY,
    /** The evidence the engine had is old or wrong, of either side. */
    EVIDENCE_OUTDATED,
    /** Time, place or language make the other easier to meet. */
    LOGISTICS,
    /** One side asked for the other. */
    ASKED_FOR
}
