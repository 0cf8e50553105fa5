package tandem.matching.scoring;

/** The five signals of the match engine (R41), in the order they are shown and summed. */
public enum Signal {
    /** How far the provider's evidenced skills cover the skills the leader works on. */
    TECHNICAL(Source.CODES),
    /** How far the provider's evidenced behaviours cover the leader's behavioural goals. */
    BEHAVIOURAL(Source.CODES),
    /** Confirmed sponsor actions; what a third party attested, never inferred (R48, R50). */
    SPONSORSHIP(Source.HUMAN),
    /** Shared hours in a week, over both time zones. */
    AVAILABILITY(Source.CALENDAR),
    /** How the provider's earlier engagements ended; missing until there is one (R42). */
    PAST_SUCCESS(Source.HUMAN);

    /** Where a signal's figure comes from (R48). */
    public enum Source {
        /** Structured codes of both sides, blended with the similarity of their labels. */
        CODES,
        /** People entered or confirmed it. */
        HUMAN,
        /** Declared weekly hours. */
        CALENDAR
    }

    private final Source source;

    Signal(Source source) {
        this.source = source;
    }

    public Source source() {
        return source;
    }
}
