package tandem.session.icalendar;

/** A calendar text that cannot be used as a whole; says in which line and why, so that its sender can mend it. */
public final class CalendarRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Cause cause;
    private final int line;

    /** Why a text is refused. */
    public enum Cause {
        /** The text breaks the grammar or holds a value that cannot be read. */
        UNREADABLE,
        /** Reading on would cost more than a calendar can be worth. */
        TOO_LARGE
    }

    private CalendarRefused(Cause cause, int line, String message) {
        super(message);
        this.cause = cause;
        this.line = line;
    }

    static CalendarRefused unreadable(int line, String message) {
        return new CalendarRefused(Cause.UNREADABLE, line, message);
    }

    static CalendarRefused tooLarge(int line, String message) {
        return new CalendarRefused(Cause.TOO_LARGE, line, message);
    }

    public Cause cause() {
        return cause;
    }

    /** Number of the first physical line of the fault, from 1. */
    public int line() {
        return line;
    }
}
