package tandem.session.session;

/** Where a session stands. */
public enum SessionState {
    /** A calendar event of the two sides that nobody has confirmed; told to nobody. */
    SUGGESTED,
    /** It is to take place, or did and waits for evidence. */
    SCHEDULED,
    /** Both were there, as far as the policy wants it evidenced. */
    HELD,
    /** Somebody was not. */
    MISSED,
    /** It will not take place. */
    CANCELLED
}
