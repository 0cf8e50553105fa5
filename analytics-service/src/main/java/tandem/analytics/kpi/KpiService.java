package tandem.analytics.kpi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import tandem.analytics.programme.ProgrammeQueries;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.Refused;
import tandem.runtime.revision.Revision;
import tandem.runtime.time.ProgrammeTime;

/** Registers KPIs and what interventions are measured by. */
@ApplicationScoped
public class KpiService {

    private final Kpis kpis;
    private final ProgrammeQueries programmes;
    private final Clock clock;

    KpiService(Kpis kpis, ProgrammeQueries programmes, @ProgrammeTime Clock clock) {
        this.kpis = kpis;
        this.programmes = programmes;
        this.clock = clock;
    }

    /** The first registration needs no revision, every later one that of what was read last. */
    @Transactional
    public long register(ProgrammeId programme, Kpi kpi, Optional<Revision> seen) {
        programmes.requireKnown(programme);
        kpis.lock(programme);
        if (!kpi.aimsAtImprovement()) {
            throw new Refused(KpiProblems.TARGET, "It lies on the wrong side of the baseline");
        }
        var revision = kpis.revision(programme, kpi.kpi());
        if (revision > 0) {
            Revision.check(seen, revision);
        }
        kpis.put(programme, kpi, revision + 1, clock.instant());
        return revision + 1;
    }

    @Transactional
    public void measure(ProgrammeId programme, Intervention intervention) {
        programmes.requireKnown(programme);
        kpis.lock(programme);
        var faults = Intervention.faults(intervention, kpis.registered(programme));
        if (!faults.isEmpty()) {
            throw new Refused(KpiProblems.INTERVENTION, String.join(", ", faults), Map.of("faults", faults));
        }
        kpis.put(programme, intervention, kpis.revision(programme, intervention.track()) + 1, clock.instant());
    }
}
