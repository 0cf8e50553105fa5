package tandem.intake.people;

import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;

/** The human behind a pseudonym, in the clear: made to be encrypted or shown at once, never kept or logged. */
public record Identity(
        PersonId person,
        PersonKind kind,
        String givenName,
        String familyName,
        String email,
        @Nullable String employeeNumber,
        @Nullable String timeZone) {

    /** Only the pseudonym: a record that finds its way into a log must not take a name along. */
    @Override
    public String toString() {
        return "Identity[" + person + "]";
    }
}
