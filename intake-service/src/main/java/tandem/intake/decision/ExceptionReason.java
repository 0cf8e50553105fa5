package tandem.intake.decision;

/** Why a human may decide otherwise than the rules; each reason belongs to the rule it is an exception to. */
public enum ExceptionReason {
    /** The new hire worked here before and needs no introduction (R30). */
    REHIRE("R30", "rehire"),
    /** The mentor cannot wait for the sprint to end (R32); the only way to both at once. */
    PARALLEL_NEEDED("R32", "parallel"),
    /** One of the two services has no capacity (R31). */
    NO_CAPACITY("R31", "no-capacity"),
    /** The leader had this service before (R31). */
    PRIOR_SUPPORT("R31", "prior-support"),
    /** The leader asked for the other service, and was heard (R45). */
    LEADER_WISH("R45", "wish");

    private final String rule;
    private final String code;

    ExceptionReason(String rule, String code) {
        this.rule = rule;
        this.code = code;
    }

    Reason asReason() {
        return Reason.of(rule, code);
    }
}
