package tandem.session.rule;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When both sides review an engagement against what they set out to do (R122): around its end, while they remember. A sprint of three
 * months from week 5 is wrapped up in week 14, four weeks before its last day (W14).
 */
public final class Closing {

    static final int WEEKS_BEFORE = 4;
    static final int WEEKS_AFTER = 4;

    private Closing() {}

    /**
     * From four weeks before the planned end, or from the end when that came first, to four weeks after the end.
     *
     * @param endedOn null while it runs
     */
    public static boolean isOpen(LocalDate plannedEndOn, @Nullable LocalDate endedOn, LocalDate today) {
        return endedOn == null
                ? !today.isBefore(plannedEndOn.minusWeeks(WEEKS_BEFORE))
                : !today.isAfter(endedOn.plusWeeks(WEEKS_AFTER));
    }
}
