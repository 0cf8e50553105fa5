package tandem.analytics.projection;

import java.time.LocalDate;
import tandem.events.Envelope;
import tandem.events.IntakeEvent.EmploymentEnded;
import tandem.events.PersonId;

/** That a person's employment ended. */
public record Employment(String tenant, PersonId person, long endedSequence, LocalDate endedOn)
        implements Fact<Employment> {

    static Employment of(Envelope<?> at, EmploymentEnded e) {
        return new Employment(at.tenant(), e.person(), at.sequence(), e.effectiveOn());
    }

    @Override
    public Employment join(Employment other) {
        return endedSequence >= other.endedSequence ? this : other;
    }
}
