package tandem.analytics.kpi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.Refused;
import tandem.runtime.revision.Revision;
import tandem.runtime.time.ProgrammeTime;

/** Registers KPIs and what interventions are measured by. */
@ApplicationScoped
public class KpiService {

    private final Kpis kpis;
    private final Clock clock;

    KpiService(Kpis kpis, @ProgrammeTime Clock clock) {
        this.kpis = kpis;
        this.clock = clock;
    }

    /** The first registration needs no revision, every later one that of what was read last. */
    @Transactional
    public long register(ProgrammeId programme, Kpi kpi, Optional<Revision> seen) {
        kpis.lock(programme);
        if (!kpi.aimsAtImprovement()) {
            throw new Refused(KpiProblems.TARGET, "It lies on the wrong side of the baseline");
        }
        var revision = kpis.revision(programme, kpi.kpi());
        if (revision > 0) {
            Revision.check(seen, revision);
        }
        kpis.put(programme, kpi, revision + 1, now());
        return revision + 1;
    }

    @Transactional
    public void measure(ProgrammeId programme, Intervention intervention) {
        kpis.lock(programme);
        var faults = Intervention.faults(intervention, kpis.registered(programme));
        if (!faults.isEmpty()) {
            throw new Refused(KpiProblems.INTERVENTION, String.join(", ", faults), Map.of("faults", faults));
        }
        kpis.put(programme, intervention, kpis.revision(programme, intervention.track()) + 1, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
