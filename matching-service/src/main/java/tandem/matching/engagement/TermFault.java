package tandem.matching.engagement;

/** What speaks against terms two sides would like to agree on. */
public enum TermFault {
    /** A short engagement for one skill is a form of coaching (R3); other kinds have participants of their own (R21), and stay what they are. */
    KIND_NOT_OFFERED("R3, R21"),
    /**
     * Coaching takes three to six months, for one skill six to eight weeks, mentoring nine to twelve months (R2, R3, R10), what people arrange
     * three to twelve (our figures: R20 and R21 give none).
     */
    TERM_OUTSIDE_BOUNDS("R2, R3, R10, R21"),
    /** Only mentoring by a mentor of record goes on past its fixed term (R10). */
    OPEN_END_NOT_OFFERED("R10"),
    /** What is open-ended goes on a quarter at a time, because that is when it is reviewed (R10). */
    MORE_THAN_A_QUARTER("R10"),
    /** Coaching meets every one or two weeks, mentoring every two to five (R4, R11). */
    CADENCE_OUTSIDE_BOUNDS("R4, R11"),
    /** A session lasts 30 to 90 minutes (R4). */
    SESSION_OUTSIDE_BOUNDS("R4"),
    /** When and how long a group meets is the same for all of it, and no two sides change it between them (R21). */
    GROUP_MEETS_TOGETHER("R21"),
    /** A notice of more than a month would bind people to what does not work (R85). */
    NOTICE_TOO_LONG("R85"),
    /** It would be over before it is signed. */
    ENDS_IN_THE_PAST("R85"),
    /** These are the terms that hold already. */
    NOTHING_CHANGES("R85");

    private final String rule;

    TermFault(String rule) {
        this.rule = rule;
    }

    /** The rules of the rulebook. */
    public String rule() {
        return rule;
    }
}
