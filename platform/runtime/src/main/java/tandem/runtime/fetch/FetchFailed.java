package tandem.runtime.fetch;

/** A fetch that brought no answer. The message names no address: it may be logged. */
public final class FetchFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        /**
         * The address is none that is asked: not https, not a public host, with a user in it. A name nobody knows is answered alike,
         * so that nobody learns here which names there are inside.
         */
        ADDRESS_REFUSED,
        UNREACHABLE,
        /** Its certificate does not prove that it is the host. */
        NOT_TRUSTED,
        TOO_SLOW,
        TOO_LARGE,
        TOO_MANY_REDIRECTS
    }

    FetchFailed(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    FetchFailed(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
