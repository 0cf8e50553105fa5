package tandem.intake.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.events.IntakeEvent.ParticipantEnrolled;
import tandem.events.LawfulBasis;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.intake.consent.ConsentProblems;
import tandem.intake.consent.ConsentService;
import tandem.intake.people.BlindKey;
import tandem.intake.people.People;
import tandem.intake.people.PeopleProblems;
import tandem.intake.people.PersonIndex;
import tandem.intake.programme.Participations.Standing;
import tandem.runtime.actor.Actor;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.event.StateKey;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.ProblemType;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/** Takes people in, one outcome per employee number: what is wrong with one keeps nobody else out. */
@ApplicationScoped
public class EnrolmentService {

    /** The text a programme lead vouches for when enrolling; a person's own statement replaces it. */
    private static final String ENROLMENT_TEXT = "enrolment-1";

    private final Programmes programmes;
    private final Participations participations;
    private final Nominations nominations;
    private final People people;
    private final PersonIndex index;
    private final ConsentService consents;
    private final Outbox outbox;
    private final CurrentAct act;
    private final Clock clock;

    EnrolmentService(
            Programmes programmes,
            Participations participations,
            Nominations nominations,
            People people,
            PersonIndex index,
            ConsentService consents,
            Outbox outbox,
            CurrentAct act,
            @ProgrammeTime Clock clock) {
        this.programmes = programmes;
        this.participations = participations;
        this.nominations = nominations;
        this.people = people;
        this.index = index;
        this.consents = consents;
        this.outbox = outbox;
        this.act = act;
        this.clock = clock;
    }

    @Transactional
    List<Enrolment> enrol(ProgrammeId id, List<String> employeeNumbers, Actor by) {
        var programme = programmes.lock(id);
        programme.checkTakesPeopleIn(clock.instant());
        var asked = resolved(employeeNumbers);
        var standing = participations.standing(
                id,
                asked.values().stream().filter(person -> person != null).toList(),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        var known = asked.values().stream().flatMap(Stream::ofNullable).toList();
        var seats = programme.seatsLeft(participations.count(id) + nominations.held(id, known));
        var enrolments = new ArrayList<Enrolment>(asked.size());
        var newcomers = new ArrayList<PersonId>();
        asked.forEach((number, person) -> {
            if (person != null
                    && standing.containsKey(person)
                    && standing.get(person).here()) {
                enrolments.add(new Enrolment(number, person, Outcome.ALREADY_ENROLLED, null));
                return;
            }
            var refusal = refusal(person, person == null ? null : standing.get(person), seats - newcomers.size(), by);
            if (refusal == null && person != null) {
                newcomers.add(person);
                enrolments.add(new Enrolment(number, person, Outcome.ENROLLED, null));
            } else {
                enrolments.add(new Enrolment(number, person, Outcome.REFUSED, refusal == null ? null : refusal.slug()));
            }
        });
        admit(id, newcomers, by);
        return enrolments;
    }

    /** One person who takes up an invitation. */
    @Transactional(TxType.MANDATORY)
    void enrol(Programme programme, PersonId person, Actor by) {
        programme.checkTakesPeopleIn(clock.instant());
        var standing = participations
                .standing(programme.id(), List.of(person), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .get(person);
        if (standing != null && standing.here()) {
            return;
        }
        var taken = participations.count(programme.id()) + nominations.held(programme.id(), List.of(person));
        var refusal = refusal(person, standing, programme.seatsLeft(taken), by);
        if (refusal != null) {
            throw new Refused(refusal, "The invitation cannot be taken up");
        }
        admit(programme.id(), List.of(person), by);
    }

    private void admit(ProgrammeId id, List<PersonId> newcomers, Actor by) {
        participations.add(id, newcomers, by.who(), clock.instant());
        nominations.settle(id, newcomers, clock.instant());
        act.concerns(newcomers);
        outbox.appendAll(newcomers.stream()
                .map(person -> new ParticipantEnrolled(id, person))
                .toList());
        outbox.profilesChanged(newcomers.stream()
                .flatMap(person ->
                        Stream.of(new StateKey(person, Purpose.PROGRAMME), new StateKey(person, Purpose.MATCHING)))
                .toList());
    }

    /** PROGRAMME is settled last, for someone all else speaks for: it is a write. */
    private @Nullable ProblemType refusal(@Nullable PersonId person, @Nullable Standing standing, int seats, Actor by) {
        if (person == null || standing == null) {
            return PeopleProblems.EMPLOYEE_UNKNOWN;
        }
        if (standing.elsewhere()) {
            return ProgrammeProblems.ENROLLED_ELSEWHERE;
        }
        if (standing.gone()) {
            return ProgrammeProblems.EMPLOYMENT_ENDED;
        }
        if (seats <= 0) {
            return ProgrammeProblems.COHORT_FULL;
        }
        return consents.establish(person, Purpose.PROGRAMME, LawfulBasis.CONTRACT, ENROLMENT_TEXT, by.who())
                ? null
                : ConsentProblems.CONSENT_MISSING;
    }

    private Map<String, @Nullable PersonId> resolved(List<String> employeeNumbers) {
        var keys = new LinkedHashMap<String, BlindKey>();
        employeeNumbers.forEach(number -> keys.putIfAbsent(number, index.ofEmployeeNumber(number)));
        var found = people.byEmployeeIndex(keys.values());
        var resolved = new LinkedHashMap<String, @Nullable PersonId>();
        keys.forEach((number, key) -> resolved.put(number, found.get(key)));
        return resolved;
    }

    /** What became of one employee number. */
    public enum Outcome {
        ENROLLED,
        ALREADY_ENROLLED,
        REFUSED
    }

    /** One employee number with what became of it; {@code problem} is the slug of the refusal. */
    public record Enrolment(
            String employeeNumber,
            @Nullable PersonId person,
            Outcome outcome,
            @Nullable String problem) {}
}
