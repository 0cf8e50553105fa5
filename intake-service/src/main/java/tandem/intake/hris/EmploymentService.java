package tandem.intake.hris;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.IntakeEvent.EmploymentChanged;
import tandem.events.IntakeEvent.EmploymentEnded;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.events.input.HrInput.EmployeeLeft;
import tandem.events.input.HrInput.EmployeeUpserted;
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
 * Takes over what HR says: a whole export in a handful of statements. A statement older than the one held goes to the history
 * only; one that says the same again writes nothing.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class EmploymentService {

    private static final Set<Purpose> FED_BY_EMPLOYMENT =
            EnumSet.of(Purpose.MATCHING, Purpose.CALENDAR, Purpose.IMPACT);

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
    List<Verdict> upsert(List<Inbound<EmployeeUpserted>> events) {
        var verdicts = new ArrayList<Verdict>(events.size());
        var round = new ArrayList<Posted>();
        var seen = new LinkedHashSet<BlindKey>();
        for (var event : events) {
            var posted = new Posted(
                    event,
                    index.ofEmployeeNumber(event.data().employeeNumber()),
                    index.ofEmail(event.data().email()));
            if (seen.contains(posted.number()) || seen.contains(posted.email())) {
                verdicts.addAll(round(round));
                round.clear();
                seen.clear();
            }
            round.add(posted);
            seen.add(posted.number());
            seen.add(posted.email());
        }
        verdicts.addAll(round(round));
        return verdicts;
    }

    /** An employee leaves. Unknown employees are refused: a leave before the first export is an error of the sender. */
    Verdict leave(Inbound<EmployeeLeft> event) {
        var person = people.byEmployeeNumber(event.data().employeeNumber()).orElse(null);
        var held = person == null ? null : employments.lock(List.of(person)).get(person);
        if (person == null || held == null) {
            return Verdict.rejected(PeopleProblems.EMPLOYEE_UNKNOWN, "No employee with this number has been posted");
        }
        if (event.data().leftOn().equals(held.leftOn())) {
            return Verdict.accepted();
        }
        var left = held.left(event.data().leftOn());
        employments.put(List.of(left));
        employments.remember(List.of(left));
        if (!employments.concerned(List.of(person)).isEmpty()) {
            outbox.appendCaused(List.of(
                    event.causes(new EmploymentEnded(person, event.data().leftOn()))));
        }
        outbox.profilesChanged(queries.toldAbout(List.of(person), FED_BY_EMPLOYMENT));
        return Verdict.accepted();
    }

    private List<Verdict> round(List<Posted> round) {
        if (round.isEmpty()) {
            return List.of();
        }
        var byNumber = people.byEmployeeIndex(round.stream().map(Posted::number).toList());
        var byEmail = people.byEmailIndex(round.stream().map(Posted::email).toList());
        var verdicts = new ArrayList<Verdict>(round.size());
        var accepted = new LinkedHashMap<PersonId, Posted>();
        for (var posted : round) {
            var known = byNumber.get(posted.number());
            var refusal = refusal(posted, known, byEmail.get(posted.email()));
            verdicts.add(refusal == null ? Verdict.accepted() : refusal);
            if (refusal == null) {
                accepted.put(known == null ? new PersonId(UUID.randomUUID()) : known, posted);
            }
        }
        putIdentities(accepted);
        putEmployments(accepted, byNumber.values());
        return verdicts;
    }

    private static @Nullable Verdict refusal(Posted posted, @Nullable PersonId known, @Nullable PersonId addressee) {
        if (addressee != null && !addressee.equals(known)) {
            return Verdict.rejected(PeopleProblems.ADDRESS_IN_USE, "Someone else has this address");
        }
        var zone = posted.event().data().timeZone();
        return zone == null || People.isZone(zone)
                ? null
                : Verdict.rejected(PeopleProblems.TIME_ZONE_UNKNOWN, "The time zone is not one of the IANA database");
    }

    private void putIdentities(Map<PersonId, Posted> accepted) {
        var held = people.identityIndexes(accepted.keySet());
        people.put(accepted.entrySet().stream()
                .map(entry -> identity(entry.getKey(), entry.getValue().event().data()))
                .filter(identity -> !people.isSame(identity, held.get(identity.person())))
                .toList());
    }

    private void putEmployments(Map<PersonId, Posted> accepted, Collection<PersonId> known) {
        var held = employments.lock(known);
        var current = new ArrayList<Employment>();
        var news = new ArrayList<Employment>();
        var arrivedManagers = new ArrayList<BlindKey>();
        var changes = new ArrayList<Caused>();
        var changed = new LinkedHashSet<PersonId>();
        accepted.forEach((person, posted) -> {
            var before = held.get(person);
            var after = employment(person, posted.event().data());
            if (before == null) {
                arrivedManagers.add(posted.number());
                current.add(after);
                news.add(after);
            } else if (after.isOlderThan(before)) {
                news.add(after);
            } else {
                var now = after.keepingExitOf(before);
                if (!now.saysSameAs(before)) {
                    news.add(now);
                    changed.add(person);
                }
                if (!now.equals(before)) {
                    current.add(now);
                }
                var aspects = now.changedSince(before);
                if (!aspects.isEmpty()) {
                    changes.add(posted.event().causes(new EmploymentChanged(person, aspects, now.effectiveOn())));
                }
            }
        });
        employments.put(current);
        employments.remember(news);
        tell(changes, changed, arrivedManagers);
    }

    /** Facts about those who take part or serve; states of all whose allowed content may differ, their reports included. */
    private void tell(List<Caused> changes, Set<PersonId> changed, List<BlindKey> arrivedManagers) {
        if (!changes.isEmpty()) {
            var concerned = employments.concerned(changed);
            outbox.appendCaused(changes.stream()
                    .filter(change ->
                            change.event() instanceof EmploymentChanged told && concerned.contains(told.person()))
                    .toList());
        }
        var states = new LinkedHashSet<StateKey>(queries.toldAbout(changed, FED_BY_EMPLOYMENT));
        states.addAll(queries.toldAbout(employments.reportsOf(arrivedManagers), EnumSet.of(Purpose.MATCHING)));
        outbox.profilesChanged(states);
    }

    private Employment employment(PersonId person, EmployeeUpserted data) {
        return new Employment(
                person,
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
                data.effectiveOn(),
                null);
    }

    private static Identity identity(PersonId person, EmployeeUpserted data) {
        return new Identity(
                person,
                PersonKind.EMPLOYEE,
                data.givenName(),
                data.familyName(),
                data.email(),
                data.employeeNumber(),
                data.timeZone());
    }

    /** An event with the keys by which its person is found. */
    private record Posted(Inbound<EmployeeUpserted> event, BlindKey number, BlindKey email) {}
}
