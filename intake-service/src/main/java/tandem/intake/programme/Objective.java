package tandem.intake.programme;

/** What a programme is for (R39). */
public enum Objective {
    /** People of a group leave. */
    GROUP_ATTRITION,
    /** Managers fall short of what their role asks. */
    MANAGER_PERFORMANCE_GAP,
    /** High-potentials see no way forward. */
    HIGH_POTENTIALS_WITHOUT_PATH
}
