package tandem.simulator.play;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tandem.events.GroupAttribute;
import tandem.events.GroupDimension;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.local.Accounts;
import tandem.simulator.calendar.MeetingSeries.Attendee;
import tandem.simulator.client.Api;
import tandem.simulator.client.Desk;
import tandem.simulator.client.Parallel;
import tandem.simulator.client.People;
import tandem.simulator.client.Seat;
import tandem.simulator.client.StepFailed;
import tandem.simulator.world.Leader;
import tandem.simulator.world.Names;
import tandem.simulator.world.Provider;

/** Weeks 1 to 3: the programme opens, leaders are enrolled, agree and answer their intake, coaches and mentors are taken in. */
final class Formation {
    private static final List<Purpose> LEADERS_AGREE_TO = List.of(Purpose.MATCHING, Purpose.CALENDAR, Purpose.IMPACT);
    private static final List<Purpose> PROVIDERS_AGREE_TO = List.of(Purpose.MATCHING, Purpose.CALENDAR);

    /** Stands for the document that legal signs in week 1. */
    private static final String CONSENT_DOCUMENT =
            "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private final Company company;
    private final HrSystem hr;
    private final Api api;
    private final People people;
    private final Accounts accounts;
    private final Timeline timeline;
    private final Calibration calibration;

    Formation(Company company, HrSystem hr, Pilot.Stage stage, Calibration calibration) {
        this.company = company;
        this.hr = hr;
        this.api = stage.api();
        this.people = stage.people();
        this.accounts = stage.accounts();
        this.timeline = stage.timeline();
        this.calibration = calibration;
    }

    void open(Desk.Plan plan) {
        company.opened(company.cast().lead().open(plan));
        company.cast().dataProtection().signOff(company.programme(), CONSENT_DOCUMENT);
    }

    void enrol() {
        var numbers = company.leaders().stream().map(Leader::number).toList();
        company.cast().lead().enrol(company.programme(), numbers);
        var found = company.cast().lead().find(numbers);
        Parallel.each(company.leaders(), leader -> {
            var employee = leader.employee();
            var person = known(found, leader.number());
            company.admit(human(
                    person,
                    employee.email(),
                    "participant",
                    seat -> new Human(
                            person,
                            attendee(employee.name(), employee.email()),
                            employee.zone(),
                            leader.program(),
                            leader.reliability(),
                            seat)));
        });
        company.tallies().add(Count.PARTICIPANTS, numbers.size());
    }

    /** Every other leader agrees in the HR portal, the others themselves. */
    void leadersAgree(Instant now) {
        var inPortal = new ArrayList<String>();
        var themselves = new ArrayList<Human>();
        for (var leader : company.leaders()) {
            if (inPortal.size() <= themselves.size()) {
                inPortal.add(leader.number());
            } else {
                themselves.add(company.human(leader));
            }
        }
        hr.consents(inPortal, LEADERS_AGREE_TO, now);
        Parallel.each(
                themselves,
                human -> LEADERS_AGREE_TO.forEach(purpose -> human.seat().consent(purpose, true)));
    }

    /** Five of six leaders say whether they are a woman or a man; nobody has to. */
    void leadersDeclare() {
        var declaring = new ArrayList<Leader>();
        for (int place = 0; place < company.leaders().size(); place++) {
            if (place % 6 != 5) {
                declaring.add(company.leaders().get(place));
            }
        }
        Parallel.each(declaring, leader -> {
            var code = leader.employee().row().gender().equals("Female") ? "WOMAN" : "MAN";
            company.human(leader).seat().declare(new GroupAttribute(GroupDimension.GENDER, code));
        });
        company.tallies().add(Count.GROUPS_DECLARED, declaring.size());
    }

    void leadersAnswer(Instant now) {
        hr.intakes(company.leaders(), company.programme(), now);
        company.tallies().add(Count.INTAKES, company.leaders().size());
    }

    /** Week 3: coaches and mentors are registered and walk the whole way into the pool, or fail on it. */
    void takeInProviders(int day) {
        var now = timeline.instant(day);
        var inside = company.providers().stream()
                .filter(provider -> provider.employee() != null)
                .toList();
        var numbers = inside.stream().map(Formation::number).toList();
        var found = company.cast().lead().find(numbers);
        hr.consents(numbers, PROVIDERS_AGREE_TO, now);
        Parallel.each(company.providers(), provider -> {
            var lead = company.cast().lead();
            var name = provider.name();
            var person = provider.employee() == null
                    ? lead.enter(
                            "EXTERNAL_PROVIDER",
                            name.given(),
                            name.family(),
                            provider.email(),
                            provider.zone().getId())
                    : known(found, number(provider));
            lead.register(registration(provider, person));
            var human = human(
                    person,
                    provider.email(),
                    "provider",
                    seat -> new Human(
                            person, attendee(name, provider.email()), provider.zone(), provider.program(), 1, seat));
            company.admit(human);
            if (provider.employee() == null) {
                PROVIDERS_AGREE_TO.forEach(purpose -> human.seat().consent(purpose, true));
            }
        });
        company.tallies().add(Count.PROVIDERS, company.providers().size());
        calibration.takeIn(timeline.day(day));
    }

    /** Invites the person and, as the operator of a demo may, gives the account a password that is known here. */
    private Human human(PersonId person, String email, String role, Function<Seat, Human> makes) {
        company.cast().lead().invite(person, role);
        accounts.enable(company.tenant(), email, person.value(), role);
        return makes.apply(new Seat(api.as(people.person(email))));
    }

    private static Map<String, Object> registration(Provider provider, PersonId person) {
        var registration = new LinkedHashMap<String, Object>();
        registration.put("person", person);
        registration.put("type", provider.type());
        registration.put("tracks", provider.tracks());
        registration.put("capacity", provider.capacity());
        registration.put("timeZone", provider.zone().getId());
        registration.put("availability", provider.availability());
        registration.put("skillCodes", provider.skills());
        registration.put("behaviourCodes", provider.behaviours());
        registration.put("credentialCodes", provider.credentials());
        return registration;
    }

    private static Attendee attendee(Names.Name name, String email) {
        return new Attendee(name.given() + " " + name.family(), email);
    }

    private static String number(Provider provider) {
        var employee = provider.employee();
        if (employee == null) {
            throw new IllegalArgumentException("An external provider has no employee number");
        }
        return employee.number();
    }

    private static PersonId known(Map<String, PersonId> found, String number) {
        var person = found.get(number);
        if (person == null) {
            throw new StepFailed("The directory does not know employee " + number);
        }
        return person;
    }
}
