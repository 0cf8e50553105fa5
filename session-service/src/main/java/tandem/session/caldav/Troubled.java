package tandem.session.caldav;

import tandem.runtime.fetch.FetchFailed;

/** A calendar could not be looked at. It carries no address and no answer: it may be logged. */
public final class Troubled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Trouble trouble;

    public Troubled(Trouble trouble) {
        super(trouble.label());
        this.trouble = trouble;
    }

    public Trouble trouble() {
        return trouble;
    }

    public static Troubled of(FetchFailed failed) {
        return new Troubled(
                switch (failed.reason()) {
                    case ADDRESS_REFUSED, TOO_MANY_REDIRECTS -> Trouble.ADDRESS_REFUSED;
                    case NOT_TRUSTED -> Trouble.NOT_TRUSTED;
                    case TOO_LARGE -> Trouble.TOO_LARGE;
                    case TOO_SLOW -> Trouble.TOO_SLOW;
                    case UNREACHABLE -> Trouble.UNREACHABLE;
                });
    }

    /** What a status that is no answer means. */
    public static Troubled ofStatus(int status) {
        return new Troubled(
                switch (status) {
                    case 401, 403, 407 -> Trouble.CREDENTIALS_REFUSED;
                    case 404, 410 -> Trouble.NOT_FOUND;
                    case 408, 425, 429 -> Trouble.SERVER_FAILED;
                    default -> status >= 500 ? Trouble.SERVER_FAILED : Trouble.NOT_A_CALENDAR;
                });
    }
}
