package tandem.verify.faults;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import tandem.events.ProgrammeId;
import tandem.events.input.HrInput.EmployeeUpserted;
import tandem.local.Service;
import tandem.simulator.client.Api;
import tandem.simulator.client.Caller;
import tandem.simulator.client.Desk;
import tandem.simulator.client.EventPort;
import tandem.simulator.client.InboundEvent;
import tandem.simulator.client.People;
import tandem.simulator.client.Receipts;

/**
 * One tenant with an open programme and a few people in it: enough for traffic that touches every service.
 *
 * @param probe a programme of its own that only the harness observes KPIs of, to see when the platform works again
 */
record Stage(String tenant, String lead, UUID programme, UUID probe, List<String> employees) {

    private static final int PEOPLE = 12;

    static Stage open(Api api, People people, String tenant, String lead, String dataProtection) {
        var employees = IntStream.rangeClosed(1, PEOPLE)
                .mapToObj(number -> "F%03d".formatted(number))
                .toList();
        var hris = new EventPort(api.as(people.machine(tenant + "-hris")), Service.INTAKE, tenant, new Receipts());
        hris.batch(employees.stream()
                .map(number -> new InboundEvent(
                        "/hris/" + tenant, "employee-" + number, Instant.now(), employee(tenant, number)))
                .toList());
        var programmeLead = api.as(people.person(lead));
        var programme = programme(programmeLead, "Faults");
        new Desk(api.as(people.person(dataProtection))).signOff(new ProgrammeId(programme), "sha256:" + "0".repeat(64));
        programmeLead
                .post(
                        Service.INTAKE,
                        "/v1/programmes/" + programme + "/participants",
                        Map.of("employeeNumbers", employees))
                .expect(200, 201, 202);
        return new Stage(tenant, lead, programme, programme(programmeLead, "Probe"), employees);
    }

    private static UUID programme(Caller lead, String name) {
        var today = LocalDate.now(java.time.ZoneOffset.UTC);
        return lead.post(
                        Service.INTAKE,
                        "/v1/programmes",
                        Map.of(
                                "name",
                                name,
                                "objective",
                                "MANAGER_PERFORMANCE_GAP",
                                "problem",
                                "New managers keep decisions to themselves.",
                                "startsOn",
                                today.toString(),
                                "endsOn",
                                today.plusDays(168).toString(),
                                "cohortMinimum",
                                1,
                                "cohortMaximum",
                                40,
                                "highTouch",
                                false))
                .expect(200, 201)
                .id("programme");
    }

    private static EmployeeUpserted employee(String tenant, String number) {
        var hired = LocalDate.of(2020, 1, 6);
        return new EmployeeUpserted(
                number,
                "Given" + number,
                "Family" + number,
                number.toLowerCase(java.util.Locale.ROOT) + "@" + tenant + ".example",
                null,
                "RESEARCH",
                "MANAGER",
                3,
                hired,
                hired,
                null,
                "Europe/Berlin",
                List.of(),
                hired,
                null);
    }
}
