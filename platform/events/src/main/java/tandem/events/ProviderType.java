package tandem.events;

/** Where a provider comes from; an external one cannot sponsor (R17). */
public enum ProviderType {
    /** Employed by the tenant. */
    INTERNAL,
    /** Contracted. */
    EXTERNAL
}
