package tandem.events;

/** What a mentor does for a mentee beyond talking (R12, R19). */
public enum SponsorActionKind {
    /** A network introduction. */
    INTRODUCTION,
    /** Speaking for the mentee where it counts. */
    SPONSORSHIP,
    /** Career development planning. */
    CAREER_PLANNING,
    /** Connecting with someone more relevant. */
    REFERRAL
}
