package tandem.session.rule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Time that a side, or whoever keeps the pair, asks the keeper for (R125). It is bounded, because a snooze ends nothing. */
public final class Snooze {

    private static final int DAYS_MAX = 28;
    private static final int TIMES_MAX = 2;

    private Snooze() {}

    /** Why the keeper is asked for time. None is about a person: what keeps somebody away is nobody's business. */
    public enum Reason {
        /** The next session is agreed on and stands in no calendar yet. */
        SESSION_AGREED,
        /** A busy time that will pass. */
        BUSY_PERIOD,
        /** The pair talks about its terms, or about going on. */
        TERMS_UNDER_REVIEW,
        /** Whoever keeps the pair is at work on it. */
        BEING_LOOKED_AT
    }

    /** What speaks against a snooze. */
    public enum Against {
        NOT_AHEAD,
        /** More than four weeks: agree on a break, or on other terms. */
        TOO_LONG,
        /** Twice in this silence already. */
        TOO_OFTEN
    }

    /** What speaks against a snooze until that day; nothing when it can be had. */
    public static List<Against> against(LocalDate until, int before, LocalDate today) {
        List<Against> against = new ArrayList<>();
        if (!until.isAfter(today)) {
            against.add(Against.NOT_AHEAD);
        }
        if (until.isAfter(today.plusDays(DAYS_MAX))) {
            against.add(Against.TOO_LONG);
        }
        if (before >= TIMES_MAX) {
            against.add(Against.TOO_OFTEN);
        }
        return against;
    }
}
