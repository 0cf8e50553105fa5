package tandem.intake.hris;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import tandem.events.input.HrInput.EmployeeLeft;
import tandem.runtime.actor.Roles;
import tandem.runtime.ingest.Inbound;
import tandem.runtime.ingest.InboundHandler;
import tandem.runtime.ingest.Verdict;

/** Employees who leave. */
@ApplicationScoped
class EmployeeLeftHandler implements InboundHandler<EmployeeLeft> {

    private final EmploymentService service;

    EmployeeLeftHandler(EmploymentService service) {
        this.service = service;
    }

    @Override
    public Class<EmployeeLeft> type() {
        return EmployeeLeft.class;
    }

    @Override
    public Set<String> roles() {
        return Set.of(Roles.HRIS);
    }

    @Override
    public List<Verdict> apply(List<Inbound<EmployeeLeft>> events) {
        return events.stream().map(service::leave).toList();
    }
}
