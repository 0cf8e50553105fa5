package tandem.events;

/** The forms an engagement takes, each with its own term rules. */
public enum EngagementKind {
    /** R2, R10. */
    STANDARD,
    /** A very specific skill goal, 6 to 8 weeks (R3). */
    SKILL_MICRO,
    /** Short sessions where senior time is scarce (R68). */
    MICRO,
    /** A trained coach and a cohort (R21). */
    GROUP,
    /** People at a similar stage, mutual (R21). */
    PEER,
    /** A junior mentors a senior (R21). */
    REVERSE,
    /** The line manager coaches; never the coach of record (R20). */
    MANAGER_AS_COACH;

    /** Whether people choose both sides themselves: it stands beside the tracks, and neither side is coach or mentor of record. */
    public boolean isArranged() {
        return this == PEER || this == REVERSE || this == MANAGER_AS_COACH;
    }

    /** Whether the match engine finds its pairs; the others are chosen by people. Who coaches a group is a coach of record all the same. */
    public boolean isRanked() {
        return !isArranged() && this != GROUP;
    }
}
