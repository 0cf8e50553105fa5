package tandem.analytics.projection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import tandem.events.Envelope;
import tandem.events.IntakeEvent.OutcomeRecorded;
import tandem.events.OutcomeKind;
import tandem.events.PersonId;

/** An outcome an HR system reported, kept under the id of its event. */
public record Outcome(String tenant, UUID id, PersonId person, OutcomeKind kind, BigDecimal value, LocalDate observedOn)
        implements Fact<Outcome> {

    static Outcome of(Envelope<?> at, OutcomeRecorded e) {
        return new Outcome(at.tenant(), at.id(), e.person(), e.kind(), e.value(), e.observedOn());
    }

    @Override
    public Outcome join(Outcome other) {
        return this;
    }
}
