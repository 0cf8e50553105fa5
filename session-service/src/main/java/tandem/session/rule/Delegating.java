package tandem.session.rule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tandem.events.PersonId;

/** Whom somebody may let keep their calendar: few, for a time, and nobody who sits on the other side. */
public final class Delegating {

    private static final int MOST = 3;
    private static final int MONTHS_MAX = 12;

    private Delegating() {}

    /** What speaks against a delegate. */
    public enum Against {
        ONESELF,
        /** The other side of an engagement: it has a calendar of its own. */
        OTHER_SIDE,
        /** Not after today, or more than a year ahead. */
        EXPIRY,
        /** Three at once. */
        TOO_MANY
    }

    /**
     * What speaks against a delegate; nothing when it may be.
     *
     * @param otherSides of all engagements of the principal
     * @param others delegates the principal has
     */
    public static List<Against> against(
            PersonId principal,
            PersonId delegate,
            LocalDate expiresOn,
            List<PersonId> otherSides,
            int others,
            LocalDate today) {
        List<Against> against = new ArrayList<>();
        if (delegate.equals(principal)) {
            against.add(Against.ONESELF);
        }
        if (otherSides.contains(delegate)) {
            against.add(Against.OTHER_SIDE);
        }
        if (!expiresOn.isAfter(today) || expiresOn.isAfter(today.plusMonths(MONTHS_MAX))) {
            against.add(Against.EXPIRY);
        }
        if (others >= MOST) {
            against.add(Against.TOO_MANY);
        }
        return against;
    }
}
