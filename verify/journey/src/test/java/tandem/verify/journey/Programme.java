package tandem.verify.journey;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import tandem.events.Availability;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.events.Purpose;
import tandem.events.Track;
import tandem.events.Trigger;
import tandem.events.input.DeliveryInput;
import tandem.events.input.HrInput;
import tandem.local.Service;
import tandem.simulator.calendar.CalendarProgram;
import tandem.simulator.calendar.MeetingSeries;
import tandem.simulator.calendar.MeetingSeries.Attendee;
import tandem.simulator.calendar.MeetingSeries.Rhythm;
import tandem.simulator.client.Academy;
import tandem.simulator.client.CalendarPort;
import tandem.simulator.client.Caller;
import tandem.simulator.client.Desk;
import tandem.simulator.client.EventPort;
import tandem.simulator.client.InboundEvent;
import tandem.simulator.client.Receipts;
import tandem.simulator.client.Seat;
import tandem.simulator.world.Employee;
import tandem.simulator.world.HrRow;
import tandem.simulator.world.Workforce;

/** The people and things of the journey at acme: seven leaders, two coaches from outside, and those who act for them. */
final class Programme {
    static final LocalDate START = LocalDate.parse("2027-02-01");
    static final Instant NOW = at(START);

    static final List<Availability> OFFICE_HOURS = List.of(
            new Availability(DayOfWeek.MONDAY, LocalTime.of(6, 0), LocalTime.of(22, 0)),
            new Availability(DayOfWeek.TUESDAY, LocalTime.of(6, 0), LocalTime.of(22, 0)),
            new Availability(DayOfWeek.WEDNESDAY, LocalTime.of(6, 0), LocalTime.of(22, 0)));

    final Receipts receipts = new Receipts();
    final Desk lead;
    final Desk dataProtection;
    final Academy academy;
    final EventPort hr;
    final EventPort delivery;
    final CalendarPort calendars;
    final Caller analyst;
    final List<Employee> leaders;
    final Map<Employee, PersonId> persons = new LinkedHashMap<>();
    final Map<PersonId, Seat> seats = new LinkedHashMap<>();
    final Map<PersonId, Attendee> attendees = new LinkedHashMap<>();
    final Map<UUID, MeetingSeries> meetings = new LinkedHashMap<>();

    private final JourneyPlatform platform;

    Programme(JourneyPlatform platform) {
        this.platform = platform;
        var api = platform.api();
        var people = platform.people();
        lead = new Desk(api.as(people.person("ada-lead")));
        dataProtection = new Desk(api.as(people.person("gus-privacy")));
        academy = new Academy(
                lead,
                new Desk(api.as(people.person("bo-lead"))),
                List.of(new Desk(api.as(people.person("cleo-operations"))), new Desk(api.as(people.person("dan-hr")))));
        hr = new EventPort(api.as(people.machine("acme-hris")), Service.INTAKE, "acme", receipts);
        delivery = new EventPort(api.as(people.machine("acme-delivery")), Service.INTAKE, "acme", receipts);
        calendars = new CalendarPort(api.as(people.machine("acme-calendar")));
        analyst = api.as(people.person("finn-analyst"));
        var rows = HrRow.all().subList(0, 80);
        leaders = Workforce.on(START, rows, "J", "acme.example", new SplittableRandom(1)).employees().stream()
                .filter(employee -> employee.level() == 2 && employee.row().yearsAtCompany() > 1)
                .limit(7)
                .toList();
    }

    static Instant at(LocalDate day) {
        return day.atTime(3, 0).toInstant(ZoneOffset.UTC);
    }

    static InboundEvent event(String id, Object data) {
        return new InboundEvent("/journey", id, NOW, data);
    }

    HrInput.IntakeSubmitted intake(Employee leader, ProgrammeId programme) {
        var goal = new HrInput.Goal(List.of("SPRINT_PLANNING", "DELEGATION"), "I want to plan better.");
        return new HrInput.IntakeSubmitted(
                leader.number(),
                programme,
                1,
                Trigger.PERFORMANCE_GAP,
                List.of(goal),
                List.of(),
                "Europe/Berlin",
                OFFICE_HOURS,
                false);
    }

    InboundEvent kpi(Employee leader, ProgrammeId programme) {
        return event(
                "kpi-" + leader.number(),
                new DeliveryInput.KpiObserved(
                        programme, leader.number(), "MILESTONES_ON_SCHEDULE", new BigDecimal("64.5"), START));
    }

    /** Twenty-four weeks for first line managers. */
    static Desk.Plan plan(String name, int cohortMinimum) {
        return new Desk.Plan(
                name,
                "MANAGER_PERFORMANCE_GAP",
                "Milestones slip because first line managers decide late.",
                START,
                START.plusWeeks(24),
                cohortMinimum,
                40,
                false);
    }

    /** Opens a programme with every leader in it, and lets them log in. */
    ProgrammeId open(String name) {
        var programme = lead.open(plan(name, 5));
        dataProtection.signOff(programme, "sha256:" + "0".repeat(64));
        lead.enrol(programme, numbers());
        var found = lead.find(numbers());
        for (var leader : leaders) {
            var person = requireNonNull(found.get(leader.number()));
            persons.put(leader, person);
            admit(person, attendee(leader), "participant");
        }
        return programme;
    }

    List<String> numbers() {
        return leaders.stream().map(Employee::number).toList();
    }

    void agree(PersonId person, Purpose... purposes) {
        for (var purpose : purposes) {
            requireNonNull(seats.get(person)).consent(purpose, true);
        }
    }

    /** Invites the person and lets them log in. */
    void admit(PersonId person, Attendee attendee, String role) {
        lead.invite(person, role);
        platform.accounts().enable("acme", attendee.address(), person.value(), role);
        seats.put(person, new Seat(platform.api().as(platform.people().person(attendee.address()))));
        attendees.put(person, attendee);
    }

    Map<String, Object> coach(PersonId person) {
        var registration = new LinkedHashMap<String, Object>();
        registration.put("person", person);
        registration.put("type", "EXTERNAL");
        registration.put("tracks", List.of("COACHING"));
        registration.put("capacity", 4);
        registration.put("timeZone", "Europe/Berlin");
        registration.put("availability", OFFICE_HOURS);
        registration.put("skillCodes", List.of("SPRINT_PLANNING"));
        registration.put("behaviourCodes", List.of("DELEGATION"));
        registration.put("credentialCodes", List.of("ICF_PCC"));
        return registration;
    }

    /** What the academy needs to know of a coach; two leaders stand up for each. */
    Academy.Candidate candidate(PersonId coach) {
        var seat = seats.get(coach);
        if (seat == null) {
            throw new IllegalStateException("Nobody admitted " + coach);
        }
        return new Academy.Candidate(
                coach,
                ProviderType.EXTERNAL,
                Track.COACHING,
                "ICF_PCC",
                persons.values().stream().limit(2).toList(),
                false,
                seat);
    }

    static Attendee attendee(Employee employee) {
        return new Attendee(employee.name().given() + " " + employee.name().family(), employee.email());
    }

    /** Four Tuesdays at 14:00 in Berlin, in a calendar program of their own for each engagement. */
    MeetingSeries series(UUID engagement, PersonId leader, PersonId provider) {
        var programs = CalendarProgram.values();
        var series = new MeetingSeries(new MeetingSeries.Plan(
                programs[meetings.size() % programs.length],
                UUID.nameUUIDFromBytes(new byte[] {(byte) meetings.size()}),
                seat(leader),
                seat(provider),
                engagement,
                ZoneId.of("Europe/Berlin"),
                Rhythm.WEEKLY,
                START.plusDays(8),
                LocalTime.of(14, 0),
                Duration.ofHours(1),
                4));
        meetings.put(engagement, series);
        return series;
    }

    List<Employee> cohort() {
        return new ArrayList<>(leaders.subList(0, 6));
    }

    private Attendee seat(PersonId person) {
        var attendee = attendees.get(person);
        if (attendee == null) {
            throw new IllegalStateException("Nobody knows " + person);
        }
        return attendee;
    }
}
