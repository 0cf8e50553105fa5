package tandem.matching.credential;

/** What keeps a provider out of the pool, with the rule that says so. */
public enum Gap {
    /** No valid, verified credential: an external coach has to have one. */
    CREDENTIAL_MISSING("R88"),
    /** Neither a credential nor structured training: an internal coach has to have one of them. */
    CREDENTIAL_OR_TRAINING_MISSING("R9"),
    OUTCOMES_MISSING("R89"),
    /** Fewer than two people have verified what changed. */
    REFERENCES_MISSING("R91"),
    SUCCESS_HISTORY_MISSING("R93"),
    /** Neither outcomes of earlier mentees nor a verified reference. */
    MENTEE_OUTCOMES_MISSING("R95"),
    BIAS_TRAINING_MISSING("R96"),
    ENDORSEMENT_MISSING("R96"),
    /** The checklist of conflicts or the escalation routes are open. */
    GOVERNANCE_INCOMPLETE("R13"),
    CONFLICT_CLAUSE_UNSIGNED("R87"),
    SPONSORSHIP_CLAUSE_UNSIGNED("R87"),
    ROLE_BOUNDARIES_UNTRAINED("R100"),
    FEEDBACK_UNTRAINED("R101"),
    BIAS_AND_ESCALATION_UNTRAINED("R102"),
    SPONSORSHIP_UNTRAINED("R103"),
    /** No live demo of 30 minutes. */
    DEMO_MISSING("R90"),
    /** One person is no panel. */
    PANEL_INCOMPLETE("R92"),
    PANEL_MEDIAN_TOO_LOW("R98"),
    DEMO_REVIEW_MISSING("R97"),
    CO_COACHING_MISSING("R97"),
    VENDOR_CLAUSES_MISSING("R106"),
    CALIBRATION_EXPIRED("R104"),
    CERTIFICATION_EXPIRED("R105"),
    /** No network action was confirmed within 60 days. */
    NETWORK_ACTION_OVERDUE("R103", true),
    COMPLETION_BELOW_GATE("R99", true),
    RATING_BELOW_GATE("R99", true),
    /** In some cohort no leader says that a goal was met. */
    BEHAVIOURAL_OUTCOME_MISSING("R99", true);

    private final String rule;
    private final boolean hold;

    Gap(String rule) {
        this(rule, false);
    }

    Gap(String rule, boolean hold) {
        this.rule = rule;
        this.hold = hold;
    }

    /** The rule of the rulebook. */
    public String rule() {
        return rule;
    }

    /** Whether the provider stays qualified and is held, rather than having to prove something first. */
    public boolean isHold() {
        return hold;
    }
}
