package tandem.intake.hris;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import tandem.events.input.DeliveryInput.KpiObserved;
import tandem.runtime.actor.Roles;
import tandem.runtime.ingest.Inbound;
import tandem.runtime.ingest.InboundHandler;
import tandem.runtime.ingest.Verdict;

/** KPIs of programmes, and of leaders who allow IMPACT. */
@ApplicationScoped
class KpiObservedHandler implements InboundHandler<KpiObserved> {

    private final FigureService service;

    KpiObservedHandler(FigureService service) {
        this.service = service;
    }

    @Override
    public Class<KpiObserved> type() {
        return KpiObserved.class;
    }

    @Override
    public Set<String> roles() {
        return Set.of(Roles.DELIVERY, Roles.HRIS);
    }

    @Override
    public List<Verdict> apply(List<Inbound<KpiObserved>> events) {
        return service.kpis(events);
    }
}
