package tandem.intake.hris;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tandem.events.IntakeEvent;
import tandem.events.input.DeliveryInput.KpiObserved;
import tandem.events.input.HrInput.OutcomeRecorded;
import tandem.intake.consent.ConsentProblems;
import tandem.intake.hris.FigureQueries.Subject;
import tandem.intake.people.BlindKey;
import tandem.intake.people.PeopleProblems;
import tandem.intake.people.PersonIndex;
import tandem.intake.programme.ProgrammeProblems;
import tandem.runtime.ingest.Inbound;
import tandem.runtime.ingest.Verdict;
import tandem.runtime.outbox.Caused;
import tandem.runtime.outbox.Outbox;

/**
 * Passes figures on to the impact store: outcomes and KPIs. Nothing of them is kept here; what one may know about a person is
 * asked for the whole batch at once.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class FigureService {

    private final FigureQueries queries;
    private final PersonIndex index;
    private final Outbox outbox;

    FigureService(FigureQueries queries, PersonIndex index, Outbox outbox) {
        this.queries = queries;
        this.index = index;
        this.outbox = outbox;
    }

    List<Verdict> outcomes(List<Inbound<OutcomeRecorded>> events) {
        var about =
                events.stream().map(event -> key(event.data().employeeNumber())).toList();
        var subjects = subjects(about);
        return judged(events, place -> {
            var subject = subjects.get(about.get(place));
            var refusal = refusal(subject);
            var data = events.get(place).data();
            return refusal != null || subject == null
                    ? new Told(refusal, null)
                    : new Told(
                            null,
                            new IntakeEvent.OutcomeRecorded(
                                    subject.person(), data.kind(), data.value(), data.observedOn()));
        });
    }

    List<Verdict> kpis(List<Inbound<KpiObserved>> events) {
        var about =
                events.stream().map(event -> key(event.data().employeeNumber())).toList();
        var subjects = subjects(about);
        var programmes = queries.existing(
                events.stream().map(event -> event.data().programme().value()).collect(Collectors.toSet()));
        return judged(events, place -> {
            var data = events.get(place).data();
            var key = about.get(place);
            var subject = key == null ? null : subjects.get(key);
            var refusal = refusal(data, key, subject, programmes);
            return refusal != null
                    ? new Told(refusal, null)
                    : new Told(
                            null,
                            new IntakeEvent.KpiObserved(
                                    data.programme(),
                                    subject == null ? null : subject.person(),
                                    data.kpi(),
                                    data.value(),
                                    data.observedOn()));
        });
    }

    private static @Nullable Verdict refusal(
            KpiObserved data, @Nullable BlindKey key, @Nullable Subject subject, Set<UUID> programmes) {
        if (!programmes.contains(data.programme().value())) {
            return Verdict.rejected(ProgrammeProblems.PROGRAMME_UNKNOWN, "There is no programme " + data.programme());
        }
        if (key == null) {
            return null;
        }
        var refusal = refusal(subject);
        if (refusal == null
                && subject != null
                && !subject.programmes().contains(data.programme().value())) {
            return Verdict.rejected(ProgrammeProblems.NOT_ENROLLED, "The employee takes no part in this programme");
        }
        return refusal;
    }

    private static @Nullable Verdict refusal(@Nullable Subject subject) {
        if (subject == null) {
            return Verdict.rejected(PeopleProblems.EMPLOYEE_UNKNOWN, "No employee with this number has been posted");
        }
        return subject.allowed()
                ? null
                : Verdict.rejected(ConsentProblems.CONSENT_MISSING, "IMPACT does not hold for this person");
    }

    private <T> List<Verdict> judged(List<Inbound<T>> events, Function<Integer, Told> judge) {
        var verdicts = new ArrayList<Verdict>(events.size());
        var told = new ArrayList<Caused>(events.size());
        for (int place = 0; place < events.size(); place++) {
            var one = judge.apply(place);
            verdicts.add(one.refusal() == null ? Verdict.accepted() : one.refusal());
            if (one.event() != null) {
                told.add(events.get(place).causes(one.event()));
            }
        }
        outbox.appendCaused(told);
        return verdicts;
    }

    private Map<BlindKey, Subject> subjects(List<@Nullable BlindKey> employees) {
        var distinct = employees.stream().filter(Objects::nonNull).collect(Collectors.toSet());
        return queries.subjects(distinct).stream().collect(Collectors.toMap(Subject::employee, Function.identity()));
    }

    private @Nullable BlindKey key(@Nullable String employeeNumber) {
        return employeeNumber == null ? null : index.ofEmployeeNumber(employeeNumber);
    }

    /** Either a refusal or what is told. */
    private record Told(@Nullable Verdict refusal, @Nullable IntakeEvent event) {}
}
