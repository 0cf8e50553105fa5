package tandem.intake.hris;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import tandem.events.input.HrInput.EmployeeUpserted;
import tandem.runtime.actor.Roles;
import tandem.runtime.ingest.Inbound;
import tandem.runtime.ingest.InboundHandler;
import tandem.runtime.ingest.Verdict;

/** Employees as HR knows them now. */
@ApplicationScoped
class EmployeeUpsertedHandler implements InboundHandler<EmployeeUpserted> {

    private final EmploymentService service;

    EmployeeUpsertedHandler(EmploymentService service) {
        this.service = service;
    }

    @Override
    public Class<EmployeeUpserted> type() {
        return EmployeeUpserted.class;
    }

    @Override
    public Set<String> roles() {
        return Set.of(Roles.HRIS);
    }

    @Override
    public List<Verdict> apply(List<Inbound<EmployeeUpserted>> events) {
        return service.upsert(events);
    }
}
