package tandem.simulator.play;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tandem.events.LawfulBasis;
import tandem.events.OutcomeKind;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.events.input.HrInput;
import tandem.events.input.HrInput.EmployeeUpserted;
import tandem.simulator.client.EventPort;
import tandem.simulator.client.FilePort;
import tandem.simulator.client.InboundEvent;
import tandem.simulator.client.Parallel;
import tandem.simulator.client.StepFailed;
import tandem.simulator.world.Employee;
import tandem.simulator.world.Leader;

/**
 * What the HR department of a tenant says of its employees, in all three ways and all three modes of CloudEvents; each event's id
 * says what it is about. It keeps to one way for each employee, and knows what it said last.
 */
final class HrSystem {
    /** As many as {@link #oneEachWay} answers. */
    static final int WAYS = Way.values().length;

    private static final String TEXT_VERSION = "2027-01";

    private final Cast cast;
    private final EventPort port;
    private final Tallies tallies;
    private final String source;
    private final AtomicLong serial = new AtomicLong();
    private final Map<String, Way> ways = new LinkedHashMap<>();
    private final Map<String, EmployeeUpserted> said = new ConcurrentHashMap<>();

    /** Which way an employee is told of: a third each by file, by an identity provider of either dialect, and by events. */
    private enum Way {
        CSV(Count.HR_CSV),
        ENTRA(Count.HR_SCIM),
        EVENTS(Count.HR_CLOUD_EVENTS),
        OKTA(Count.HR_SCIM);

        private static final List<Way> TURNS = List.of(CSV, ENTRA, EVENTS, CSV, OKTA, EVENTS);

        private final Count count;

        Way(Count count) {
            this.count = count;
        }
    }

    HrSystem(Company company) {
        this.cast = company.cast();
        this.port = cast.hr();
        this.tallies = company.tallies();
        this.source = "/hris/" + cast.tenant();
        for (var employee : company.workforce().employees()) {
            ways.put(employee.number(), Way.TURNS.get(ways.size() % Way.TURNS.size()));
        }
    }

    /**
     * The whole workforce: a file in no order, rehearsed with a flaw first; two identity providers; and events: batches, but for the
     * first two, which show the other modes, and one of them twice.
     */
    void tellWorkforce(List<Employee> employees, LocalDate on, Instant now) {
        employees.forEach(employee -> said.put(employee.number(), employee.stated(on)));
        var rows = told(employees, Way.CSV).reversed().stream()
                .map(employee -> new FilePort.Row(employee, null))
                .toList();
        cast.files().rehearseFlawed(rows, on);
        cast.files().upload(rows, on);
        Parallel.each(told(employees, Way.ENTRA), cast.entra()::create);
        Parallel.each(told(employees, Way.OKTA), cast.okta()::create);
        var events = told(employees, Way.EVENTS).stream()
                .map(employee -> event("employee-" + employee.employeeNumber(), now, employee))
                .toList();
        port.structured(events.get(0));
        port.binary(events.get(1));
        port.again(events.get(1));
        port.batch(events.subList(2, events.size()));
        employees.forEach(employee -> tallies.add(way(employee).count));
    }

    /** One of these for each way. */
    List<Employee> oneEachWay(List<Employee> employees) {
        return Arrays.stream(Way.values())
                .map(way -> employees.stream()
                        .filter(employee -> way(employee) == way)
                        .findFirst()
                        .orElseThrow(() -> new StepFailed("Nobody is told of by " + way)))
                .toList();
    }

    private List<EmployeeUpserted> told(List<Employee> employees, Way way) {
        return employees.stream()
                .filter(employee -> way(employee) == way)
                .map(this::lastSaid)
                .toList();
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
        var before = lastSaid(employee);
        restate(
                employee,
                "promoted",
                restated(before, before.managerNumber(), before.jobLevel() + 1, on, null, on),
                now);
        if (isLeader) {
            outcome(employee.number(), OutcomeKind.PROMOTION, BigDecimal.ONE, on, now);
        }
    }

    void reportsTo(Employee employee, Employee manager, LocalDate on, Instant now) {
        var before = lastSaid(employee);
        var after =
                restated(before, manager.number(), before.jobLevel(), before.lastPromotedOn(), before.onLeave(), on);
        restate(employee, "manager", after, now);
    }

    /** Away for a while, or back. */
    void onLeave(Employee employee, boolean away, LocalDate on, Instant now) {
        var before = lastSaid(employee);
        var after = restated(before, before.managerNumber(), before.jobLevel(), before.lastPromotedOn(), away, on);
        restate(employee, away ? "leave" : "return", after, now);
    }

    private void restate(Employee employee, String what, EmployeeUpserted after, Instant now) {
        var before = lastSaid(employee);
        switch (way(employee)) {
            case CSV -> cast.files().upload(List.of(new FilePort.Row(after, null)), after.effectiveOn());
            case ENTRA -> cast.entra().change(before, after);
            case OKTA -> cast.okta().change(before, after);
            case EVENTS -> port.structured(event(what + "-" + employee.number(), now, after));
        }
        said.put(employee.number(), after);
        tallies.add(way(employee).count);
    }

    void outcome(String employeeNumber, OutcomeKind kind, BigDecimal value, LocalDate on, Instant now) {
        port.binary(event(
                "outcome-" + kind + "-" + employeeNumber,
                now,
                new HrInput.OutcomeRecorded(employeeNumber, kind, value, on)));
    }

    void left(List<Employee> employees, LocalDate on, Instant now) {
        var rows = told(employees, Way.CSV).stream()
                .map(employee -> new FilePort.Row(employee, on))
                .toList();
        if (!rows.isEmpty()) {
            cast.files().upload(rows, on);
        }
        told(employees, Way.ENTRA).forEach(employee -> cast.entra().leave(employee.employeeNumber()));
        told(employees, Way.OKTA).forEach(employee -> cast.okta().leave(employee.employeeNumber()));
        port.batch(told(employees, Way.EVENTS).stream()
                .map(employee -> event(
                        "left-" + employee.employeeNumber(),
                        now,
                        new HrInput.EmployeeLeft(employee.employeeNumber(), on)))
                .toList());
        employees.forEach(employee -> tallies.add(way(employee).count));
    }

    private Way way(Employee employee) {
        return Objects.requireNonNull(ways.get(employee.number()));
    }

    private EmployeeUpserted lastSaid(Employee employee) {
        return Objects.requireNonNull(said.get(employee.number()));
    }

    private static EmployeeUpserted restated(
            EmployeeUpserted before,
            @Nullable String manager,
            int level,
            @Nullable LocalDate promotedOn,
            @Nullable Boolean onLeave,
            LocalDate on) {
        return new EmployeeUpserted(
                before.employeeNumber(),
                before.givenName(),
                before.familyName(),
                before.email(),
                manager,
                before.department(),
                before.jobRole(),
                level,
                before.hiredOn(),
                before.inRoleSince(),
                promotedOn,
                before.timeZone(),
                before.roleRisks(),
                on,
                onLeave);
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
