package tandem.events;

/** What came of a sponsor action, as the mentor reports it (R103). */
public enum SponsorOutcome {
    /** The people introduced to each other met. */
    MEETING_HELD,
    /** Somebody more relevant gave advice. */
    ADVICE_GIVEN,
    /** The mentee joined a project. */
    PROJECT_JOINED,
    /** The mentee was offered a role. */
    ROLE_OFFERED,
    /** The mentee was seen where it counts. */
    VISIBILITY_GAINED,
    /** Nothing yet. */
    NO_EFFECT_YET,
    /** The other side did not want to. */
    DECLINED
}
