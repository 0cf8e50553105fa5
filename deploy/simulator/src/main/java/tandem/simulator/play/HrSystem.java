package tandem.simulator.play;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import tandem.events.LawfulBasis;
import tandem.events.OutcomeKind;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.events.input.HrInput;
import tandem.simulator.client.EventPort;
import tandem.simulator.client.InboundEvent;
import tandem.simulator.world.Employee;
import tandem.simulator.world.Leader;

/** What the HR system of a tenant posts, in all three modes of CloudEvents; each event's id says what it is about. */
final class HrSystem {
    private static final String TEXT_VERSION = "2027-01";

    private final EventPort port;
    private final String source;
    private final AtomicLong serial = new AtomicLong();

    HrSystem(EventPort port, String tenant) {
        this.port = port;
        this.source = "/hris/" + tenant;
    }

    /** The whole workforce: batches, but for the first two, which show the other modes, and one of them twice. */
    void postWorkforce(List<Employee> employees, LocalDate on, Instant now) {
        var events = employees.stream()
                .map(employee -> event("employee-" + employee.number(), now, employee.upserted(on)))
                .toList();
        port.structured(events.get(0));
        port.binary(events.get(1));
        port.again(events.get(1));
        port.batch(events.subList(2, events.size()));
    }

    void consents(List<String> employeeNumbers, List<Purpose> purposes, Instant now) {
        var events = new ArrayList<InboundEvent>();
        for (var number : employeeNumbers) {
            for (var purpose : purposes) {
                events.add(consent(number, purpose, true, now));
            }
        }
        port.batch(events);
    }

    void withdraw(String employeeNumber, Purpose purpose, Instant now) {
        port.structured(consent(employeeNumber, purpose, false, now));
    }

    void intakes(List<Leader> leaders, ProgrammeId programme, Instant now) {
        port.batch(leaders.stream()
                .map(leader -> event("intake-" + leader.number(), now, leader.intake(programme)))
                .toList());
    }

    void promoted(Employee employee, boolean isLeader, LocalDate on, Instant now) {
        port.structured(event("promoted-" + employee.number(), now, employee.promoted(on)));
        if (isLeader) {
            outcome(employee.number(), OutcomeKind.PROMOTION, BigDecimal.ONE, on, now);
        }
    }

    void outcome(String employeeNumber, OutcomeKind kind, BigDecimal value, LocalDate on, Instant now) {
        port.binary(event(
                "outcome-" + kind + "-" + employeeNumber,
                now,
                new HrInput.OutcomeRecorded(employeeNumber, kind, value, on)));
    }

    void left(List<String> employeeNumbers, LocalDate on, Instant now) {
        port.batch(employeeNumbers.stream()
                .map(number -> event("left-" + number, now, new HrInput.EmployeeLeft(number, on)))
                .toList());
    }

    private InboundEvent consent(String employeeNumber, Purpose purpose, boolean granted, Instant now) {
        return event(
                "consent-" + employeeNumber + "-" + purpose + "-" + serial.incrementAndGet(),
                now,
                new HrInput.ConsentRecorded(
                        employeeNumber, purpose, granted, LawfulBasis.CONSENT, TEXT_VERSION, "en", now, null));
    }

    private InboundEvent event(String id, Instant now, HrInput data) {
        return new InboundEvent(source, id, now, data);
    }
}
