package tandem.events;

/** What a case log says of one behaviour (R112). */
public enum CaseChange {
    /** It went back. */
    SETBACK,
    /** Nothing to be seen yet. */
    NONE,
    /** Tried once. */
    TRIED,
    /** Done again. */
    REPEATED,
    /** Done without thinking of it. */
    HABIT;

    /** Whether it tells of progress. */
    public boolean isProgress() {
        return this == TRIED || this == REPEATED || this == HABIT;
    }
}
