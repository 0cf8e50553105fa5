package tandem.events;

/** What an entry of a case log rests on. */
public enum CaseBasis {
    /** Whoever logs it was there. */
    OBSERVED,
    /** The leader told it. */
    TOLD_BY_LEADER,
    /** People who work with the leader told it. */
    TOLD_BY_TEAM,
    /** It shows in the work. */
    WORK_RESULT
}
