package tandem.events;

/** How much a removal covers. */
public enum RemovalScope {
    /** One purpose was withdrawn or objected to. */
    PURPOSE,
    /** Everything about the person. */
    PERSON
}
