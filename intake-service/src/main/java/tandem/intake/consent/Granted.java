package tandem.intake.consent;

import tandem.events.PersonId;
import tandem.events.Purpose;

/** A purpose came to hold: told inside the service, in the same transaction, to features that may now make something. */
public record Granted(PersonId person, Purpose purpose) {}
