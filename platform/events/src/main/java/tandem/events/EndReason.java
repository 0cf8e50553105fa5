package tandem.events;

/** Why an engagement ended. */
public enum EndReason {
    /** It reached its planned end or its goals. */
    COMPLETED,
    /** Replaced for fit; counts against the allowance of W9. */
    REASSIGNED,
    /** The leader left the programme. */
    LEFT_PROGRAMME,
    /** One side left the employer. */
    EMPLOYMENT_ENDED,
    /** One side asked to be erased. */
    ERASED,
    /** The provider can no longer serve. */
    PROVIDER_UNAVAILABLE,
    /** One side ended it early, with the notice both had agreed on (R85). */
    TERMINATED
}
