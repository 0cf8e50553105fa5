package tandem.intake.hris;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;

/**
 * What HR says about one employee as of a date, whole, whichever way it came.
 *
 * @param person the person meant, where the sender knows them by an id of ours; otherwise the employee number decides
 * @param leftOn the last day of someone who left; null for everyone who is employed
 */
public record Statement(
        @Nullable PersonId person,
        String employeeNumber,
        String givenName,
        String familyName,
        String email,
        @Nullable String timeZone,
        Terms terms,
        @Nullable LocalDate leftOn,
        LocalDate effectiveOn) {

    /** Only its date: a record that finds its way into a log must not take a name along. */
    @Override
    public String toString() {
        return "Statement[" + effectiveOn + "]";
    }
}
