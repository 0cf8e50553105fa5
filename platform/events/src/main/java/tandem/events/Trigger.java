package tandem.events;

/** What brought a leader to the programme: the left column of the decision matrix (R24–R29). */
public enum Trigger {
    /** Immediate performance gap on a project (R24). */
    PERFORMANCE_GAP,
    /** Career transition (R25). */
    CAREER_TRANSITION,
    /** Promotion pathway (R25). */
    PROMOTION_PATHWAY,
    /** High-stakes behavioural shift (R26). */
    BEHAVIOURAL_SHIFT,
    /** Retention risk for under-represented talent (R27). */
    RETENTION_RISK,
    /** Inflection point: a promotion is near (R28). */
    BEFORE_PROMOTION,
    /** Inflection point: a new role (R28). */
    ROLE_CHANGE,
    /** Inflection point: a concern was raised (R28). */
    PERFORMANCE_CONCERN,
    /** Inflection point: the team must build capability fast (R28). */
    TEAM_CAPABILITY,
    /** About two years in, no skill gap, no performance problem (R29). */
    HIGH_POTENTIAL
}
