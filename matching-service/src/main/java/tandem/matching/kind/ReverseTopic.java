package tandem.matching.kind;

/** What a junior can teach a senior: the three fields the rule names (R21), and no others. */
public enum ReverseTopic {
    /** What can be built, and with what. */
    TECHNOLOGY,
    /** How work, customers and media have become digital. */
    DIGITAL,
    /** How another generation works, decides and stays. */
    GENERATIONAL
}
