package tandem.analytics.publication;

/** Why there is a publication. */
public enum Occasion {
    /** A week was over. */
    NIGHTLY,
    /** Somebody asked for it. */
    ON_DEMAND
}
