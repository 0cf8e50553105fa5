package tandem.intake.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import tandem.events.input.HrInput.ConsentRecorded;
import tandem.intake.people.People;
import tandem.intake.people.PeopleProblems;
import tandem.runtime.actor.Roles;
import tandem.runtime.event.Cause;
import tandem.runtime.ingest.Inbound;
import tandem.runtime.ingest.InboundHandler;
import tandem.runtime.ingest.Verdict;

/** What people told HR they allow. */
@ApplicationScoped
class ConsentRecordedHandler implements InboundHandler<ConsentRecorded> {

    private final ConsentService service;
    private final People people;

    ConsentRecordedHandler(ConsentService service, People people) {
        this.service = service;
        this.people = people;
    }

    @Override
    public Class<ConsentRecorded> type() {
        return ConsentRecorded.class;
    }

    @Override
    public Set<String> roles() {
        return Set.of(Roles.HRIS);
    }

    @Override
    public List<Verdict> apply(List<Inbound<ConsentRecorded>> events) {
        return events.stream()
                .map(event -> Cause.during(event.cause(), () -> take(event)))
                .toList();
    }

    private Verdict take(Inbound<ConsentRecorded> event) {
        var data = event.data();
        var person = people.byEmployeeNumber(data.employeeNumber());
        if (person.isEmpty()) {
            return Verdict.rejected(PeopleProblems.EMPLOYEE_UNKNOWN, "No employee with this number has been posted");
        }
        var statement = new Statement(
                data.purpose(),
                data.granted(),
                data.basis(),
                data.textVersion(),
                data.language(),
                data.recordedAt(),
                Roles.HRIS,
                data.expiresAt(),
                null);
        return service.objection(statement).map(Verdict::rejected).orElseGet(() -> {
            service.record(person.get(), statement);
            return Verdict.accepted();
        });
    }
}
