package tandem.session.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When both sides review an engagement against what they set out to do (R122): around its end, while they remember. A sprint of three
 * months from week 5 is wrapped up in week 14, four weeks before its last day (W14).
 */
public final class Closing {

    static final int WEEKS_BEFORE = 4;
    static final int WEEKS_AFTER = 4;

    private static final int WEEKS_ASKED_AFTER = 1;

    private Closing() {}

    /** The first last day an engagement can have that is still reviewed today. */
    public static LocalDate earliestEnd(LocalDate today) {
        return today.minusWeeks(WEEKS_AFTER);
    }

    /** The last last day an engagement can have that is already reviewed today. */
    public static LocalDate latestEnd(LocalDate today) {
        return today.plusWeeks(WEEKS_BEFORE);
    }

    /** The last day on which it can be reviewed. */
    public static LocalDate until(LocalDate endsOn) {
        return endsOn.plusWeeks(WEEKS_AFTER);
    }

    /**
     * The days on which a side that has not reviewed it is asked: when that becomes possible, on the last day, and a week after.
     *
     * @param endedOn null while it runs
     */
    public static List<LocalDate> askedOn(LocalDate plannedEndOn, @Nullable LocalDate endedOn) {
        var end = endedOn == null ? plannedEndOn : endedOn;
        return Stream.of(plannedEndOn.minusWeeks(WEEKS_BEFORE), end, end.plusWeeks(WEEKS_ASKED_AFTER))
                .filter(day -> !day.isAfter(end.plusWeeks(WEEKS_ASKED_AFTER)))
                .distinct()
                .sorted()
                .toList();
    }

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
