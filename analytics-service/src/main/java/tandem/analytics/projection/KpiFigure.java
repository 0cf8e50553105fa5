package tandem.analytics.projection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.Envelope;
import tandem.events.IntakeEvent.KpiObserved;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;

/** One observation of a KPI, kept under the id of its event. */
public record KpiFigure(
        String tenant,
        UUID id,
        ProgrammeId programme,
        @Nullable PersonId person,
        String kpi,
        BigDecimal value,
        LocalDate observedOn)
        implements Fact<KpiFigure> {

    static KpiFigure of(Envelope<?> at, KpiObserved e) {
        return new KpiFigure(at.tenant(), at.id(), e.programme(), e.person(), e.kpi(), e.value(), e.observedOn());
    }

    @Override
    public KpiFigure join(KpiFigure other) {
        return this;
    }
}
