package tandem.events;

/** Why the law allows a purpose; consent is one basis among others. */
public enum LawfulBasis {
    /** Needed to perform a contract. */
    CONTRACT,
    /** A weighed interest, with the right to object. */
    LEGITIMATE_INTEREST,
    /** Freely given, withdrawable. */
    CONSENT,
    /** Given for a special category of data. */
    EXPLICIT_CONSENT
}
