package tandem.events;

/** Why a datum is used; consent and every other lawful basis is kept per purpose. */
public enum Purpose {
    /** Taking part at all. */
    PROGRAMME,
    /** Finding the right coach or mentor. */
    MATCHING,
    /** Metadata of the person's calendar. */
    CALENDAR,
    /** Covariates, outcomes and KPIs of leaders. */
    IMPACT,
    /** Bands and outcomes of people outside the programme, for studies only. */
    COMPARISON,
    /** Group attributes for the fairness audit. */
    FAIRNESS,
    /** Details a leader lets the coach hand to the mentor. */
    HANDOFF_DETAIL,
    /** Single notes a leader lets others read. */
    NOTE_SHARING,
    /** Wins a leader lets others see. */
    RECOGNITION
}
