package tandem.events;

/** How much political risk a pair carries; HIGH needs two approvers (R51). */
public enum RiskClass {
    /** One approver. */
    STANDARD,
    /** Two different approvers. */
    HIGH
}
