package tandem.events;

/** The two sides of an engagement. */
public enum Party {
    /** The person taking part. */
    LEADER,
    /** The coach or mentor. */
    PROVIDER
}
