package tandem.session.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a sponsor action (R103): taken by the day it is due, and its outcome reported within 60 days of that. A mentor is
 * reminded a week before each day and once after it, and then no more.
 *
 * @param takenOn null until it is logged as taken
 * @param reportedOn null until its outcome is reported
 */
public record SponsorClock(
        LocalDate dueOn,
        @Nullable LocalDate takenOn,
        @Nullable LocalDate reportedOn) {

    static final int OUTCOME_DAYS = 60;
    static final int NOTICE_DAYS = 7;

    /** What is not done by its day. */
    public enum Overdue {
        ACTION,
        OUTCOME
    }

    /** What a mentor is reminded of. */
    public enum Reminder {
        ACTION_DUE,
        ACTION_OVERDUE,
        OUTCOME_DUE,
        OUTCOME_OVERDUE
    }

    /** The day the next step is due; empty when nothing is left to do. */
    public Optional<LocalDate> deadline() {
        if (reportedOn != null) {
            return Optional.empty();
        }
        return Optional.of(takenOn == null ? dueOn : takenOn.plusDays(OUTCOME_DAYS));
    }

    /** What should have been done by now. */
    public Optional<Overdue> overdue(LocalDate today) {
        return deadline().filter(today::isAfter).map(_ -> takenOn == null ? Overdue.ACTION : Overdue.OUTCOME);
    }

    /** The first day after the given one on which the mentor is reminded; empty when on none. */
    public Optional<LocalDate> remindedAfter(LocalDate day) {
        return deadline().stream()
                .flatMap(deadline -> List.of(deadline.minusDays(NOTICE_DAYS), deadline.plusDays(1)).stream())
                .filter(reminder -> reminder.isAfter(day))
                .findFirst();
    }

    /** What the mentor is reminded of on a day. */
    public Optional<Reminder> reminder(LocalDate today) {
        return deadline().map(deadline -> {
            var late = today.isAfter(deadline);
            if (takenOn == null) {
                return late ? Reminder.ACTION_OVERDUE : Reminder.ACTION_DUE;
            }
            return late ? Reminder.OUTCOME_OVERDUE : Reminder.OUTCOME_DUE;
        });
    }
}
