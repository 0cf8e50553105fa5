package tandem.intake.people;

/** How a person came to be known. */
public enum PersonKind {
    /** HR posted them. */
    EMPLOYEE,
    /** A coach or mentor from outside, entered by a programme lead. */
    EXTERNAL_PROVIDER,
    /** Anyone else a programme needs to reach: a rater, a reference, an assistant. */
    CONTACT
}
