package tandem.intake.hris;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import tandem.events.input.HrInput.EmployeeUpserted;
import tandem.intake.people.PersonIndex;
import tandem.runtime.actor.Roles;
import tandem.runtime.ingest.Inbound;
import tandem.runtime.ingest.InboundHandler;
import tandem.runtime.ingest.Verdict;

/** Employees as HR knows them now. */
@ApplicationScoped
class EmployeeUpsertedHandler implements InboundHandler<EmployeeUpserted> {

    private final EmploymentService service;
    private final PersonIndex index;

    EmployeeUpsertedHandler(EmploymentService service, PersonIndex index) {
        this.service = service;
        this.index = index;
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
        return service
                .take(
                        Way.CLOUDEVENTS,
                        events.stream()
                                .map(event -> event.as(statement(event.data())))
                                .toList())
                .stream()
                .map(Taken::verdict)
                .toList();
    }

    private Statement statement(EmployeeUpserted data) {
        return new Statement(
                null,
                data.employeeNumber(),
                data.givenName(),
                data.familyName(),
                data.email(),
                data.timeZone(),
                new Terms(
                        data.managerNumber() == null || data.managerNumber().isBlank()
                                ? null
                                : index.ofEmployeeNumber(data.managerNumber()),
                        data.department(),
                        data.jobRole(),
                        data.jobLevel(),
                        data.hiredOn(),
                        data.inRoleSince(),
                        data.lastPromotedOn(),
                        data.roleRisks() == null ? List.of() : data.roleRisks(),
                        Boolean.TRUE.equals(data.onLeave())),
                null,
                data.effectiveOn());
    }
}
