package tandem.intake.hris;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import tandem.events.input.HrInput.EmployeeLeft;
import tandem.intake.hris.Employment.Exit;
import tandem.intake.hris.EmploymentService.Leave;
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
        return service
                .leave(
                        Way.CLOUDEVENTS,
                        events.stream()
                                .map(event -> event.as(new Leave(event.data().employeeNumber(), exit(event))))
                                .toList())
                .stream()
                .map(Taken::verdict)
                .toList();
    }

    /** Stated as of its own last day, or as of when it happened to the HR system, if it says so and that was later. */
    private static Exit exit(Inbound<EmployeeLeft> event) {
        var leftOn = event.data().leftOn();
        var said = event.time() == null ? leftOn : LocalDate.ofInstant(event.time(), ZoneOffset.UTC);
        return new Exit(leftOn, said.isAfter(leftOn) ? said : leftOn);
    }
}
