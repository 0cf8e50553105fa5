package tandem.analytics.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tandem.analytics.CanonicalJson;
import tandem.analytics.gate.Evaluations.Kept;
import tandem.analytics.gate.GateWork.SignOff;
import tandem.analytics.gate.Snapshot.Evidence;
import tandem.analytics.gate.Snapshot.Mitigated;
import tandem.analytics.metric.MetricProblems;
import tandem.analytics.pilot.Pilot;
import tandem.analytics.pilot.PilotService;
import tandem.analytics.pilot.PilotTemplate.Week;
import tandem.analytics.pilot.Pilots;
import tandem.analytics.rule.Criterion;
import tandem.analytics.rule.Criterion.Source;
import tandem.analytics.rule.Finding;
import tandem.analytics.rule.Finding.Outcome;
import tandem.analytics.rule.GateRules;
import tandem.events.ImpactEvent;
import tandem.events.ImpactEvent.GateEvaluated;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Actor;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/** Evaluates gates, and takes in what people sign off and answer for. */
@ApplicationScoped
public class GateService {

    private final Pilots pilots;
    private final PilotService pilotService;
    private final EvidenceQueries evidence;
    private final GateWork work;
    private final Evaluations evaluations;
    private final Outbox outbox;
    private final Clock clock;

    GateService(
            Pilots pilots,
            PilotService pilotService,
            EvidenceQueries evidence,
            GateWork work,
            Evaluations evaluations,
            Outbox outbox,
            @ProgrammeTime Clock clock) {
        this.pilots = pilots;
        this.pilotService = pilotService;
        this.evidence = evidence;
        this.work = work;
        this.evaluations = evaluations;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Evaluates a gate for a moment, now unless one is named; answers the number of the evaluation. What comes to the very document
     * that is kept already is that one, and is not told again.
     */
    @Transactional
    public int evaluate(ProgrammeId programme, int week, @Nullable Instant asOf) {
        pilots.lock(programme);
        var now = clock.instant();
        var at = asOf == null ? now : asOf.truncatedTo(ChronoUnit.MICROS);
        if (at.isAfter(now)) {
            throw new Refused(MetricProblems.FUTURE, "asOf lies after " + now);
        }
        return keep(programme, week, at, now).number();
    }

    /** Evaluates one gate of the tenant whose week is over, for the moment it ended; false when there is none. */
    @Transactional
    public boolean evaluateDue(Instant now) {
        var due = evaluations.nextDue(now);
        due.ifPresent(gate -> {
            var ended = pilots.get(gate.programme()).ends(gate.week());
            pilotService.lockDue(gate.programme(), ended);
            keep(gate.programme(), gate.week(), ended, now);
            evaluations.evaluatedByClock(gate);
        });
        return due.isPresent();
    }

    @Transactional
    public void signOff(ProgrammeId programme, int week, String criterion, Said said, Actor by) {
        var asked = criterion(pilots.get(programme), week, criterion);
        if (asked.source() != Source.SIGN_OFF) {
            throw new Refused(GateProblems.CRITERION_UNKNOWN, "It is read from the store, nobody signs it off");
        }
        var role = asked.roles().stream()
                .filter(by::hasRole)
                .findFirst()
                .orElseThrow(() -> new Refused(
                        GateProblems.NOT_YOURS, "It is for " + String.join(" or ", asked.roles()) + " to sign off"));
        if ((asked.comparison() == null) != (said.amount() == null)) {
            throw new Refused(
                    GateProblems.AMOUNT,
                    asked.comparison() == null ? "It is a yes or a no" : "The gate asks how many there are");
        }
        work.sign(
                programme,
                week,
                criterion,
                new SignOff(said.holds(), said.amount(), said.documentHash(), role, by.requirePerson()),
                clock.instant());
    }

    /** What somebody says about a criterion. */
    public record Said(
            boolean holds,
            @Nullable Integer amount,
            @Nullable String documentHash) {}

    @Transactional
    public UUID mitigate(
            ProgrammeId programme, int week, String criterion, Mitigation measure, PersonId owner, LocalDate dueOn) {
        criterion(pilots.get(programme), week, criterion);
        var now = clock.instant();
        if (!dueOn.isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            throw new Refused(GateProblems.DUE, "Choose a day after today");
        }
        return work.mitigate(programme, week, criterion, measure, owner, dueOn, now);
    }

    @Transactional
    public void close(ProgrammeId programme, int week, UUID mitigation) {
        pilots.get(programme).template().week(week);
        work.close(programme, week, mitigation, clock.instant());
    }

    private Kept keep(ProgrammeId programme, int number, Instant at, Instant now) {
        var pilot = pilots.getAt(programme, at);
        var week = pilot.template().week(number);
        var snapshot = snapshot(pilot, week, at);
        var document = CanonicalJson.of(snapshot);
        return evaluations.find(programme, number, document.hash()).orElseGet(() -> {
            outbox.append(told(snapshot));
            return evaluations.add(programme, number, snapshot, document, now);
        });
    }

    private Snapshot snapshot(Pilot pilot, Week week, Instant at) {
        var findings = GateRules.findings(week.criteria(), evidence.of(pilot, week, at), pilot.thresholds());
        var mitigations = work.mitigatedAt(pilot.programme(), week.week(), at);
        var mitigated = mitigations.stream().map(Mitigated::criterion).collect(Collectors.toSet());
        var verdict = GateRules.verdict(pilot.phase(week.week(), at), findings, mitigated);
        return new Snapshot(
                pilot.programme(),
                pilot.template().name(),
                pilot.template().version(),
                week.gate(),
                at,
                agreementAt(pilot, at),
                verdict.status(),
                verdict.reasons(),
                findings.stream().map(GateService::evidence).toList(),
                mitigations);
    }

    private static @Nullable String agreementAt(Pilot pilot, Instant at) {
        var lockedAt = pilot.lockedAt();
        return lockedAt == null || lockedAt.isAfter(at) ? null : pilot.lockedHash();
    }

    private static Evidence evidence(Finding finding) {
        var criterion = finding.criterion();
        var reading = finding.reading();
        var isFigure = criterion.source() == Source.FIGURE || criterion.source() == Source.PEOPLE;
        return new Evidence(
                criterion.code(),
                criterion.source(),
                criterion.of(),
                criterion.slice(),
                isFigure ? EvidenceQueries.metric(criterion).version() : null,
                criterion.comparison(),
                finding.threshold(),
                finding.outcome(),
                reading.value(),
                reading.numerator(),
                reading.denominator(),
                reading.people());
    }

    /** What is hidden is told to nobody, what was not found neither. */
    private static GateEvaluated told(Snapshot snapshot) {
        List<ImpactEvent.Evidence> figures = snapshot.evidence().stream()
                .filter(evidence -> evidence.outcome() != Outcome.SHOWN && evidence.value() != null)
                .map(evidence -> new ImpactEvent.Evidence(
                        evidence.of() == null ? evidence.criterion() : evidence.of(),
                        evidence.value(),
                        evidence.threshold(),
                        evidence.n() == null ? 1 : evidence.n()))
                .toList();
        return new GateEvaluated(snapshot.programme(), snapshot.gate(), snapshot.status(), figures);
    }

    private static Criterion criterion(Pilot pilot, int week, String code) {
        return pilot.template()
                .week(week)
                .criterion(code)
                .orElseThrow(() -> new Refused(GateProblems.CRITERION_UNKNOWN, "The template lists what it asks for"));
    }
}
