package tandem.matching.exploration;

/** What one side says after the exploratory meeting. */
public enum Verdict {
    /** Go on with this pair. */
    GO,
    /** Rather somebody else. */
    NO_GO
}
