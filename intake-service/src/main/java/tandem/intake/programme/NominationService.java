package tandem.intake.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.intake.people.People;
import tandem.intake.people.PeopleProblems;
import tandem.intake.programme.Nomination.RejectReason;
import tandem.intake.programme.Nomination.Source;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.mail.Mailer;
import tandem.runtime.time.ProgrammeTime;

/**
 * From a name to a seat. Every step that brings somebody nearer asks the programme whether it takes people in, so the owner's stop
 * (R129) holds at each of them; declining is always possible.
 */
@ApplicationScoped
public class NominationService {

    private final Programmes programmes;
    private final Nominations nominations;
    private final Participations participations;
    private final EnrolmentService enrolments;
    private final People people;
    private final Mailer mailer;
    private final CurrentAct act;
    private final Clock clock;

    NominationService(
            Programmes programmes,
            Nominations nominations,
            Participations participations,
            EnrolmentService enrolments,
            People people,
            Mailer mailer,
            CurrentAct act,
            @ProgrammeTime Clock clock) {
        this.programmes = programmes;
        this.nominations = nominations;
        this.participations = participations;
        this.enrolments = enrolments;
        this.people = people;
        this.mailer = mailer;
        this.act = act;
        this.clock = clock;
    }

    /** Names employees by their numbers, an outcome for each. */
    @Transactional
    List<Nominated> nominate(ProgrammeId programme, List<String> employeeNumbers, Actor by) {
        programmes.lock(programme).checkTakesPeopleIn(clock.instant());
        var source = by.hasRole(Roles.PROGRAM_LEAD) ? Source.LEAD : Source.HR;
        return employeeNumbers.stream()
                .distinct()
                .map(number -> people.byEmployeeNumber(number)
                        .map(person -> nominate(programme, number, person, source, by))
                        .orElseGet(() -> new Nominated(
                                number, null, null, Outcome.REFUSED, PeopleProblems.EMPLOYEE_UNKNOWN.slug())))
                .toList();
    }

    /** The caller names themselves. */
    @Transactional
    Nominated nominateSelf(ProgrammeId programme, Actor by) {
        programmes.lock(programme).checkTakesPeopleIn(clock.instant());
        return nominate(programme, null, by.requirePerson(), Source.SELF, by);
    }

    @Transactional
    void approve(UUID id, Actor by) {
        var nomination = nominations.get(id);
        var programme = programmes.lock(nomination.programme());
        programme.checkTakesPeopleIn(clock.instant());
        nominations.lock(nomination).approve(by.requirePerson(), seats(programme) > 0, clock.instant());
        act.concerns(nomination.person());
        tell(nomination);
    }

    @Transactional
    void reject(UUID id, RejectReason reason, Actor by) {
        var nomination = nominations.get(id);
        nominations.lock(nomination).reject(reason, by.requirePerson(), clock.instant());
        act.concerns(nomination.person());
    }

    /** The person takes the seat that was held for them. */
    @Transactional
    void accept(UUID id, Actor by) {
        var nomination = nominations.get(id);
        var programme = programmes.lock(nomination.programme());
        nominations.lock(nomination).accept(by.requirePerson(), clock.instant());
        nominations.flush();
        enrolments.enrol(programme, nomination.person(), by);
    }

    @Transactional
    void decline(UUID id, Actor by) {
        nominations.lock(nominations.get(id)).decline(by.requirePerson(), clock.instant());
    }

    /** Takes back seats nobody answered for, and offers the free ones to those who wait. */
    @Transactional
    void offerSeats(ProgrammeId id, Instant now) {
        var programme = programmes.lock(id);
        nominations.unanswered(id, now).forEach(nomination -> nomination.lapse(now));
        nominations.flush();
        if (!programme.takesPeopleIn(now)) {
            return;
        }
        for (var nomination : nominations.waiting(id, seats(programme))) {
            nomination.invite(now);
            tell(nomination);
        }
    }

    private Nominated nominate(
            ProgrammeId programme, @Nullable String number, PersonId person, Source source, Actor by) {
        if (participations.isIn(programme, person)) {
            return new Nominated(number, person, null, Outcome.ALREADY_IN, null);
        }
        if (nominations.isOpen(programme, person)) {
            return new Nominated(number, person, null, Outcome.ALREADY_NOMINATED, null);
        }
        var nomination = new Nomination(programme, person, source, by.who(), clock.instant());
        nominations.persistAndFlush(nomination);
        if (source != Source.SELF) {
            act.concerns(person);
        }
        return new Nominated(number, person, nomination.id(), Outcome.NOMINATED, null);
    }

    private int seats(Programme programme) {
        return programme.seatsLeft(participations.count(programme.id()) + nominations.held(programme.id(), List.of()));
    }

    private void tell(Nomination nomination) {
        if (nomination.isInvited()) {
            mailer.queue(
                    nomination.person(),
                    "programme-invitation",
                    Map.of(
                            "programme", nomination.programme().toString(),
                            "nomination", nomination.id().toString()));
        }
    }

    /** What became of a name. */
    public enum Outcome {
        NOMINATED,
        ALREADY_NOMINATED,
        ALREADY_IN,
        REFUSED
    }

    /** One name with what became of it; {@code problem} is the slug of a refusal. */
    public record Nominated(
            @Nullable String employeeNumber,
            @Nullable PersonId person,
            @Nullable UUID nomination,
            Outcome outcome,
            @Nullable String problem) {}
}
