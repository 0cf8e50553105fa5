package tandem.intake.form;

import java.time.Instant;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;

/** What a leader has filled in so far, in the clear; {@code revision} counts how often it was saved. */
public record Draft(
        ProgrammeId programme, PersonId person, int formVersion, String answers, long revision, Instant savedAt) {}
