package tandem.session.caldav;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a calendar could not be looked at. */
public enum Trouble {
    /** Not https, or not a host of the public internet. */
    ADDRESS_REFUSED(true),
    /** Its certificate does not prove that it is the host. */
    NOT_TRUSTED(true),
    CREDENTIALS_REFUSED(true),
    NOT_FOUND(true),
    /** The address leads to no calendar, or to one that cannot say what changed. */
    NOT_A_CALENDAR(true),
    /** What came is neither WebDAV nor a calendar. */
    UNREADABLE(true),
    TOO_LARGE(true),
    TOO_SLOW(false),
    UNREACHABLE(false),
    /** The server says that it cannot answer now. */
    SERVER_FAILED(false),
    /** Nobody could say just now who takes part; nothing is lost, it is looked at again. */
    PEOPLE_UNKNOWN(false);

    private final boolean permanent;

    Trouble(boolean permanent) {
        this.permanent = permanent;
    }

    /** Whether it stays until somebody does something about it. */
    public boolean isPermanent() {
        return permanent;
    }

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
