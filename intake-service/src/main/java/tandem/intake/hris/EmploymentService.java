package tandem.intake.hris;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.About;
import tandem.events.IntakeEvent.EmploymentChanged;
import tandem.events.IntakeEvent.EmploymentEnded;
import tandem.events.PersonId;
import tandem.events.ProfileState;
import tandem.events.Purpose;
import tandem.intake.hris.Employment.Exit;
import tandem.intake.hris.Taken.Effect;
import tandem.intake.people.BlindKey;
import tandem.intake.people.Identity;
import tandem.intake.people.People;
import tandem.intake.people.PeopleProblems;
import tandem.intake.people.PersonIndex;
import tandem.intake.people.PersonKind;
import tandem.runtime.event.StateKey;
import tandem.runtime.ingest.Inbound;
import tandem.runtime.ingest.Verdict;
import tandem.runtime.outbox.Caused;
import tandem.runtime.outbox.Outbox;

/**
 * Takes over what HR says, whichever way it came: a whole export in a handful of statements. What is older than what is held goes to
 * the history only; what says the same again writes nothing.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class EmploymentService {

    /** What names the manager. */
    private static final Set<Purpose> FED_BY_MANAGERS = EnumSet.of(Purpose.PROGRAMME, Purpose.MATCHING);

    private final People people;
    private final PersonIndex index;
    private final Employments employments;
    private final EmploymentQueries queries;
    private final Outbox outbox;

    EmploymentService(
            People people, PersonIndex index, Employments employments, EmploymentQueries queries, Outbox outbox) {
        this.people = people;
        this.index = index;
        this.employments = employments;
        this.queries = queries;
        this.outbox = outbox;
    }

    /** Employees in bulk. Where one occurs twice, the second time waits for the next round, so order is kept. */
    public List<Taken> take(Way way, List<Inbound<Statement>> statements) {
        var taken = new ArrayList<Taken>(statements.size());
        var round = new ArrayList<Posted>();
        var seen = new HashSet<BlindKey>();
        for (var statement : statements) {
            var posted = new Posted(
                    statement,
                    index.ofEmployeeNumber(statement.data().employeeNumber()),
                    index.ofEmail(statement.data().email()));
            if (seen.contains(posted.number()) || seen.contains(posted.email())) {
                taken.addAll(round(way, round));
                round.clear();
                seen.clear();
            }
            round.add(posted);
            seen.add(posted.number());
            seen.add(posted.email());
        }
        taken.addAll(round(way, round));
        return taken;
    }

    /** Employees who leave. Unknown ones are refused: a leave before the first export is an error of the sender. */
    List<Taken> leave(Way way, List<Inbound<Leave>> leaves) {
        var byNumber = people.byEmployeeIndex(
                leaves.stream().map(leave -> number(leave.data())).toList());
        var held = employments.lock(byNumber.values());
        var steps = new ArrayList<Step>();
        var taken = new ArrayList<Taken>(leaves.size());
        for (var leave : leaves) {
            var person = byNumber.get(number(leave.data()));
            var before = person == null ? null : held.get(person);
            if (person == null || before == null) {
                taken.add(Taken.refused(Verdict.rejected(
                        PeopleProblems.EMPLOYEE_UNKNOWN, "No employee with this number has been posted")));
                continue;
            }
            var exit = leave.data().exit();
            var said = new Employment(person, before.terms(), exit.asOf(), exit);
            var step = new Step(leave, before, before.left(exit), said);
            held.put(person, step.after());
            steps.add(step);
            taken.add(Taken.of(person, step.effect()));
        }
        write(way, steps);
        tell(steps, List.of());
        return taken;
    }

    private BlindKey number(Leave leave) {
        return index.ofEmployeeNumber(leave.employeeNumber());
    }

    private List<Taken> round(Way way, List<Posted> round) {
        if (round.isEmpty()) {
            return List.of();
        }
        var byNumber = people.byEmployeeIndex(round.stream().map(Posted::number).toList());
        var byEmail = people.byEmailIndex(round.stream().map(Posted::email).toList());
        var known = known(round, byNumber, byEmail);
        var unnumbered = people.unnumbered(known);
        var held = employments.lock(known);
        var taken = new ArrayList<Taken>(round.size());
        var steps = new ArrayList<Step>(round.size());
        var identities = new LinkedHashMap<PersonId, Identity>();
        var arrived = new ArrayList<BlindKey>();
        for (var posted : round) {
            var addressee = byEmail.get(posted.email());
            var meant = posted.meant(byNumber, addressee, unnumbered);
            var refusal = refusal(posted, meant, byNumber.get(posted.number()), addressee);
            if (refusal != null) {
                taken.add(Taken.refused(refusal));
                continue;
            }
            var person = meant == null ? new PersonId(UUID.randomUUID()) : meant;
            var step = step(posted.statement(), held.get(person), person);
            if (step.before() == null) {
                arrived.add(posted.number());
            }
            if (step.effect() != Effect.LATE) {
                identities.put(person, identity(person, posted.statement().data()));
            }
            steps.add(step);
            taken.add(Taken.of(person, step.effect()));
        }
        var renamed = putIdentities(identities, unnumbered);
        write(way, steps);
        tell(steps, arrived);
        return taken.stream().map(one -> one.orChanged(renamed)).toList();
    }

    private static Set<PersonId> known(
            List<Posted> round, Map<BlindKey, PersonId> byNumber, Map<BlindKey, PersonId> byEmail) {
        var known = new LinkedHashSet<PersonId>(byNumber.values());
        known.addAll(byEmail.values());
        round.stream()
                .map(posted -> posted.statement().data().person())
                .filter(Objects::nonNull)
                .forEach(known::add);
        return known;
    }

    private static Step step(Inbound<Statement> statement, @Nullable Employment before, PersonId person) {
        var said = Employment.of(person, statement.data());
        return new Step(statement, before, before == null ? said : before.joined(said), said);
    }

    private static @Nullable Verdict refusal(
            Posted posted, @Nullable PersonId known, @Nullable PersonId numbered, @Nullable PersonId addressee) {
        if (numbered != null && !numbered.equals(known)) {
            return Verdict.rejected(PeopleProblems.NUMBER_IN_USE, "Someone else has this employee number");
        }
        if (addressee != null && !addressee.equals(known)) {
            return Verdict.rejected(PeopleProblems.ADDRESS_IN_USE, "Someone else has this address");
        }
        var zone = posted.statement().data().timeZone();
        return zone == null || People.isZone(zone)
                ? null
                : Verdict.rejected(PeopleProblems.TIME_ZONE_UNKNOWN, "The time zone is not one of the IANA database");
    }

    /** Those whose names, address, zone or number are other than before. */
    private Set<PersonId> putIdentities(Map<PersonId, Identity> identities, Set<PersonId> unnumbered) {
        var held = people.identityIndexes(identities.keySet());
        var news = identities.values().stream()
                .filter(identity ->
                        unnumbered.contains(identity.person()) || !people.isSame(identity, held.get(identity.person())))
                .toList();
        people.put(news);
        var renamed = new HashSet<PersonId>();
        news.forEach(identity -> renamed.add(identity.person()));
        return renamed;
    }

    private void write(Way way, List<Step> steps) {
        employments.put(steps.stream()
                .filter(step -> !step.after().equals(step.before()))
                .collect(
                        LinkedHashMap<PersonId, Employment>::new,
                        (last, step) -> last.put(step.person(), step.after()),
                        Map::putAll)
                .values()
                .stream()
                .toList());
        employments.remember(
                way,
                steps.stream()
                        .filter(step -> step.effect() != Effect.SAME)
                        .map(Step::said)
                        .toList());
    }

    /** Facts about those who take part or serve; states of all whose allowed content may differ, their reports included. */
    private void tell(List<Step> steps, List<BlindKey> arrivedManagers) {
        var facts = steps.stream().flatMap(step -> step.facts().stream()).toList();
        if (!facts.isEmpty()) {
            var concerned = employments.concerned(
                    facts.stream().map(EmploymentService::about).toList());
            outbox.appendCaused(facts.stream()
                    .filter(fact -> concerned.contains(about(fact)))
                    .toList());
        }
        var changed = steps.stream()
                .filter(step -> step.effect() == Effect.CHANGED)
                .map(Step::person)
                .distinct()
                .toList();
        var states = new LinkedHashSet<StateKey>(queries.toldAbout(changed, ProfileState.PURPOSES));
        states.addAll(queries.toldAbout(employments.reportsOf(arrivedManagers), FED_BY_MANAGERS));
        outbox.profilesChanged(states);
    }

    private static PersonId about(Caused fact) {
        return ((About.Person) fact.event()).person();
    }

    private static Identity identity(PersonId person, Statement said) {
        return new Identity(
                person,
                PersonKind.EMPLOYEE,
                said.givenName(),
                said.familyName(),
                said.email(),
                said.employeeNumber(),
                said.timeZone());
    }

    /** That someone leaves, with nothing else said about them. */
    record Leave(String employeeNumber, Exit exit) {}

    /** A statement with the keys by which its person is found. */
    private record Posted(Inbound<Statement> statement, BlindKey number, BlindKey email) {

        /** Whom it is about: someone with its address and no number yet was announced before HR said the number. */
        @Nullable
        PersonId meant(
                Map<BlindKey, PersonId> byNumber, @Nullable PersonId addressee, Collection<PersonId> unnumbered) {
            var named = statement.data().person();
            if (named != null) {
                return named;
            }
            var numbered = byNumber.get(number);
            return numbered == null && addressee != null && unnumbered.contains(addressee) ? addressee : numbered;
        }
    }

    /** What one statement makes of what was held. */
    private record Step(Inbound<?> cause, @Nullable Employment before, Employment after, Employment said) {

        PersonId person() {
            return after.person();
        }

        Effect effect() {
            if (before == null) {
                return Effect.ADDED;
            }
            if (!after.saysSameAs(before)) {
                return Effect.CHANGED;
            }
            return said.saysSameAs(before) ? Effect.SAME : Effect.LATE;
        }

        List<Caused> facts() {
            if (before == null) {
                return List.of();
            }
            var facts = new ArrayList<Caused>();
            var aspects = after.changedSince(before);
            if (!aspects.isEmpty()) {
                facts.add(cause.causes(new EmploymentChanged(person(), aspects, after.effectiveOn())));
            }
            var leftOn = after.leftOn();
            if (leftOn != null && after.endedSince(before)) {
                facts.add(cause.causes(new EmploymentEnded(person(), leftOn)));
            }
            return facts;
        }
    }
}
