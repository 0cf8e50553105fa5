package tandem.analytics.committee;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tandem.analytics.CanonicalJson;
import tandem.analytics.committee.Motion.Minute;
import tandem.analytics.committee.Motion.Terms;
import tandem.analytics.committee.Motion.VetoReason;
import tandem.analytics.gate.GateQueries;
import tandem.analytics.gate.GateQueries.EvaluationDetail;
import tandem.analytics.pilot.Pilot;
import tandem.analytics.pilot.Pilots;
import tandem.analytics.rule.Ballot;
import tandem.analytics.rule.Ballot.Vote;
import tandem.analytics.rule.GateRules.Phase;
import tandem.analytics.rule.ScaleRules;
import tandem.events.ImpactEvent.GateDecided;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.Ids;
import tandem.runtime.actor.Actor;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.ProblemType;
import tandem.runtime.problem.Refused;
import tandem.runtime.revision.Revision;
import tandem.runtime.signing.SigningService;
import tandem.runtime.time.ProgrammeTime;

/** Seats committees, lets them vote, and records what they decide: once, signed. */
@ApplicationScoped
public class CommitteeService {

    static final String DOCUMENT = "pilot-decision+json";
    private static final String SCALE = "SCALE";

    private final Pilots pilots;
    private final Motions motions;
    private final GateQueries gates;
    private final SigningService signing;
    private final Outbox outbox;
    private final Clock clock;

    CommitteeService(
            Pilots pilots,
            Motions motions,
            GateQueries gates,
            SigningService signing,
            Outbox outbox,
            @ProgrammeTime Clock clock) {
        this.pilots = pilots;
        this.motions = motions;
        this.gates = gates;
        this.signing = signing;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The first committee needs no revision, every later one that of what was read last. */
    @Transactional
    public void seat(ProgrammeId programme, Map<Seat, PersonId> seats, int quorum, Optional<Revision> seen) {
        pilots.lock(programme);
        var revision = motions.committee(programme).map(Committee::revision).orElse(0L);
        if (revision > 0) {
            Revision.check(seen, revision);
        }
        refuse(CommitteeProblems.FAULTY, Committee.faults(seats, quorum));
        motions.seat(programme, new Committee(seats, quorum, revision + 1), clock.instant());
    }

    @Transactional
    public UUID move(ProgrammeId programme, int week, String decision, List<Minute> minutes, Terms terms, Actor by) {
        var pilot = pilots.get(programme);
        var gate = pilot.template().week(week);
        seatOf(programme, by);
        if (pilot.phase(week, clock.instant()) == Phase.NOT_BEGUN) {
            throw new Refused(CommitteeProblems.MOTION_FAULTY, "The week has not begun");
        }
        refuse(CommitteeProblems.MOTION_FAULTY, Motion.faults(gate, decision, minutes, terms));
        requireOpen(programme, week);
        var motion = new Motion(Ids.next(), programme, week, decision, minutes, terms, false);
        motions.open(motion, by.requirePerson(), clock.instant());
        return motion.id();
    }

    @Transactional
    public void vote(ProgrammeId programme, UUID motion, Vote vote, Actor by) {
        motions.vote(open(programme, motion), seatOf(programme, by), vote, clock.instant());
    }

    /** The execution veto of the operations owner (R127): the motion ends, and what it was is told. */
    @Transactional
    public void veto(ProgrammeId programme, UUID id, VetoReason reason, Actor by) {
        var motion = open(programme, id);
        if (seatOf(programme, by) != Seat.OPERATIONS_OWNER) {
            throw new Refused(CommitteeProblems.NOT_SEATED, "The veto is the operations owner's");
        }
        var votes = motions.votes(id);
        motions.veto(motion, reason, clock.instant());
        outbox.append(told(motion, votes, true));
    }

    /** Records what a motion decided, if it carries (R127, R128) and, for a larger cohort, nothing stands in the way (R132, R135). */
    @Transactional
    public void conclude(ProgrammeId programme, UUID id, Actor by) {
        var pilot = pilots.lock(programme);
        var motion = open(programme, id);
        seatOf(programme, by);
        requireOpen(programme, motion.week());
        var quorum = motions.committee(programme).orElseThrow().quorum();
        var votes = motions.votes(id);
        refuse(
                CommitteeProblems.NOT_CARRIED,
                Ballot.obstacles(votes.values(), quorum).stream()
                        .map(Enum::name)
                        .toList());
        var evaluations = gates.latestSnapshots(programme);
        if (motion.decision().equals(SCALE)) {
            requireScalable(motion.week(), evaluations);
        }
        var now = clock.instant();
        var document = document(pilot, motion, votes, quorum, evaluations.get(motion.week()), now);
        motions.decide(motion, CanonicalJson.of(document), signing.sign(DOCUMENT, document), now);
        outbox.append(told(motion, votes, false));
    }

    private static void requireScalable(int week, Map<Integer, EvaluationDetail> evaluations) {
        var statuses = evaluations.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().snapshot().status()));
        var obstacles = ScaleRules.obstacles(week, statuses);
        if (!obstacles.isEmpty()) {
            throw new Refused(
                    CommitteeProblems.SCALE_BLOCKED, "Gates stand in the way", Map.of("obstacles", obstacles));
        }
    }

    private static DecisionDocument document(
            Pilot pilot,
            Motion motion,
            Map<Seat, Vote> votes,
            int quorum,
            @Nullable EvaluationDetail evaluation,
            Instant now) {
        return new DecisionDocument(
                pilot.programme(),
                pilot.template().name(),
                pilot.template().version(),
                pilot.template().week(motion.week()).gate(),
                motion.id(),
                motion.decision(),
                motion.minutes(),
                motion.terms(),
                votes,
                quorum,
                pilot.lockedHash(),
                evaluation == null ? null : evaluation.contentHash(),
                now);
    }

    private static GateDecided told(Motion motion, Map<Seat, Vote> votes, boolean vetoed) {
        return new GateDecided(
                motion.programme(),
                "W" + motion.week(),
                motion.decision(),
                Ballot.count(votes.values(), Vote.FOR),
                Ballot.count(votes.values(), Vote.AGAINST),
                vetoed);
    }

    private Seat seatOf(ProgrammeId programme, Actor by) {
        var person = by.requirePerson();
        return motions.committee(programme)
                .flatMap(committee -> committee.seatOf(person))
                .filter(seat -> by.hasRole(seat.role()))
                .orElseThrow(() -> new Refused(CommitteeProblems.NOT_SEATED, "The caller holds no seat"));
    }

    private Motion open(ProgrammeId programme, UUID id) {
        var motion = motions.lock(programme, id);
        if (motion.closed()) {
            throw new Refused(CommitteeProblems.MOTION_CLOSED, "It was decided or vetoed");
        }
        return motion;
    }

    private void requireOpen(ProgrammeId programme, int week) {
        if (motions.isDecided(programme, week)) {
            throw new Refused(CommitteeProblems.DECIDED, "A gate is decided once");
        }
    }

    private static void refuse(ProblemType type, List<String> faults) {
        if (!faults.isEmpty()) {
            throw new Refused(type, String.join(", ", faults), Map.of("faults", faults));
        }
    }
}
