package tandem.session.rule;

import java.time.LocalDate;
import java.util.Optional;

/** Which days a next step can bear (R114): due from the day it is agreed on, within a year; done between its session and today. */
public final class Steps {

    private Steps() {}

    /** Why a step of a session on that day cannot be due then; empty when it can. */
    public static Optional<String> objectionToDue(LocalDate agreedOn, LocalDate dueOn) {
        if (dueOn.isBefore(agreedOn)) {
            return Optional.of("It is due before it is agreed on, " + agreedOn);
        }
        return dueOn.isAfter(agreedOn.plusYears(1))
                ? Optional.of("It is due more than a year later")
                : Optional.empty();
    }

    /** Why a step of a session on that day cannot have been done then; empty when it can. */
    public static Optional<String> objectionToDone(LocalDate agreedOn, LocalDate doneOn, LocalDate today) {
        if (doneOn.isBefore(agreedOn)) {
            return Optional.of("It was agreed on only on " + agreedOn);
        }
        return doneOn.isAfter(today) ? Optional.of("Today is " + today) : Optional.empty();
    }
}
