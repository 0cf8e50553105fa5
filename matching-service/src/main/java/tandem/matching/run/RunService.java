package tandem.matching.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.matching.fairness.Audit;
import tandem.matching.match.MatchProblems;
import tandem.matching.profile.Programme;
import tandem.matching.profile.Programmes;
import tandem.matching.run.Runs.Assignment;
import tandem.matching.run.Runs.Lock;
import tandem.matching.run.Runs.Run;
import tandem.matching.weighting.WeightingProblems;
import tandem.runtime.Ids;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/**
 * Opens runs and works them off, some leaders per transaction, so that a run of thousands neither holds locks for long nor starts
 * again from the beginning after a crash. A run of at most {@value #AT_ONCE} leaders is done when its request is answered.
 */
@ApplicationScoped
public class RunService {

    static final int AT_ONCE = 200;
    public static final int LEADERS_MAX = 2_000;
    static final int FAILURES_MAX = 5;
    private static final String WAITLIST = "waitlist";

    private static final int NEXT_CANDIDATES = 3;

    /** Who asked for a run nobody asked for. */
    private static final String EXPLORATION = "exploration";

    private final Runs runs;
    private final Programmes programmes;
    private final Leaders leaders;
    private final Planning planning;
    private final Proposing proposing;
    private final Clock clock;

    RunService(
            Runs runs,
            Programmes programmes,
            Leaders leaders,
            Planning planning,
            Proposing proposing,
            @ProgrammeTime Clock clock) {
        this.runs = runs;
        this.programmes = programmes;
        this.leaders = leaders;
        this.planning = planning;
        this.proposing = proposing;
        this.clock = clock;
    }

    /** Opens a run that ranks providers for each leader. */
    @Transactional
    public UUID open(ProgrammeId id, @Nullable Track track, List<PersonId> people, int top, Actor by) {
        return open(id, track, people, top, false, by);
    }

    /**
     * The same.
     *
     * @param exploratory whether its pairs meet once before they are final
     */
    @Transactional
    public UUID open(
            ProgrammeId id, @Nullable Track track, List<PersonId> people, int top, boolean exploratory, Actor by) {
        var run = new Run(Ids.next(), id, track, top, null, false);
        return begin(run, exploratory, people, List.of(), by.who());
    }

    /**
     * Proposes the next candidates to a leader whose exploratory meeting came to nothing, to meet in the same way; answers whether that
     * is possible now.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean again(ProgrammeId id, Track track, PersonId leader) {
        var programme = programmes.get(id);
        if (programme.stopped() != null || programme.weights() == null) {
            return false;
        }
        var run = new Run(Ids.next(), id, track, NEXT_CANDIDATES, null, false);
        begin(run, true, List.of(leader), List.of(), EXPLORATION);
        return true;
    }

    /**
     * Opens a run that places the whole cohort at once; what it comes to is a plan.
     *
     * @param locks pairs somebody fixed; refused with the hard rule that speaks against one of them
     */
    @Transactional
    public UUID plan(
            ProgrammeId id, Track track, List<PersonId> people, Assignment assignment, List<Lock> locks, Actor by) {
        return plan(id, track, people, assignment, locks, false, by);
    }

    /**
     * The same.
     *
     * @param exploratory whether its pairs meet once before they are final
     */
    @Transactional
    public UUID plan(
            ProgrammeId id,
            Track track,
            List<PersonId> people,
            Assignment assignment,
            List<Lock> locks,
            boolean exploratory,
            Actor by) {
        refuseFaulty(track, assignment);
        if (!locks.isEmpty()) {
            by.requirePerson(); // whoever fixes a pair cannot approve it
            planning.refuseBroken(programmes.get(id), track, locks);
        }
        var run = new Run(Ids.next(), id, track, 1, assignment, false);
        return begin(run, exploratory, people, locks, by.who());
    }

    /**
     * Turns a plan into proposals, which humans review and approve one by one. Outside the bounds of fairness that is for the operations
     * owner alone, as a person and with a reason.
     */
    @Transactional
    public void publish(UUID id, @Nullable String reason, Actor by) {
        var run = runs.lock(id).orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "No such run"));
        programmes.get(run.programme()).requireOpen();
        var audit = runs.audit(id)
                .filter(any -> run.assignment() != null && !run.assignment().preview());
        if (audit.isEmpty()) {
            throw new Refused(
                    RunProblems.NOT_PUBLISHABLE, "Only a plan that is no preview is published, and only once");
        }
        if (!audit.get().breaches().isEmpty()) {
            refuseUnsigned(audit.get(), reason, by);
        }
        runs.publish(id, by.who(), reason);
        if (runs.nextLeaders(id, AT_ONCE + 1).size() <= AT_ONCE) {
            advance(id);
        }
    }

    private static void refuseUnsigned(Audit audit, @Nullable String reason, Actor by) {
        if (reason == null || by.person() == null || !by.hasRole(Roles.OPERATIONS_OWNER)) {
            throw new Refused(
                    RunProblems.UNFAIR,
                    "Only the operations owner publishes it, with a reason",
                    Map.of("breaches", audit.breaches()));
        }
    }

    /** Writes down a run that is over: the engine placed one leader for an offer of the waitlist, which is traced like any proposal. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void offered(UUID id, Programme programme, Track track, PersonId leader) {
        var run = new Run(id, programme.id(), track, 1, null, false);
        runs.open(run, programme, leaders.model(), WAITLIST, clock.instant());
        runs.addLeaders(id, List.of(leader));
        runs.outcome(id, leader, track, RunOutcome.PROPOSED, 1, Map.of());
        runs.done(id, List.of(leader));
        runs.finish(id, clock.instant());
    }

    /**
     * Opens a run, and works it off at once when it is small.
     *
     * @param people whom to search for; empty means everyone of the programme for whom a service was decided
     */
    private UUID begin(Run run, boolean exploratory, List<PersonId> people, List<Lock> locks, String by) {
        var programme = programmes.get(run.programme());
        programme.requireOpen();
        refuseUnknownWeights(programme);
        runs.open(run, programme, leaders.model(), by, clock.instant());
        if (exploratory) {
            runs.explore(run.id());
        }
        var seen = people.isEmpty() ? leaders.everyone(programme, LEADERS_MAX) : people;
        runs.addLeaders(run.id(), seen);
        runs.addLocks(run.id(), locks);
        if (seen.size() <= AT_ONCE) {
            advance(run.id());
        }
        return run.id();
    }

    /** Works off the next leaders, or plans for all of them; answers whether more are left and nobody else is at them. */
    @Transactional
    public boolean advance(UUID id) {
        var taken = runs.take(id);
        if (taken.isEmpty()) {
            return false;
        }
        var run = taken.get();
        var programme = programmes.get(run.programme());
        if (run.assignment() != null && !run.isPlanned()) {
            planning.plan(run, programme, runs.nextLeaders(id, LEADERS_MAX));
            return false;
        }
        var people = runs.nextLeaders(id, AT_ONCE);
        if (run.assignment() == null) {
            proposing.propose(run, programme, people);
        } else {
            proposing.publish(run, programme, run.oneTrack(), people);
        }
        runs.done(id, people);
        runs.gotOn(id);
        if (!runs.nextLeaders(id, 1).isEmpty()) {
            return true;
        }
        runs.finish(id, clock.instant());
        return false;
    }

    /** Tried {@value #FAILURES_MAX} times in a row a run is given up; answers whether it was. Whoever wants it opens another. */
    @Transactional
    public boolean failed(UUID id, RunFailure failure) {
        return runs.failed(id, failure, FAILURES_MAX, clock.instant());
    }

    private static void refuseFaulty(Track track, Assignment assignment) {
        var whatIf = assignment.whatIf();
        var weights = whatIf == null ? null : whatIf.weights();
        var faults = weights == null || track != Track.COACHING ? List.<String>of() : weights.coachingFaults();
        if (!faults.isEmpty()) {
            throw new Refused(WeightingProblems.FAULTY, String.join(", ", faults), Map.of("faults", faults));
        }
    }

    private static void refuseUnknownWeights(Programme programme) {
        if (programme.weights() == null) {
            throw new Refused(MatchProblems.WEIGHTS_UNKNOWN, "The policy names weights nobody knows");
        }
    }
}
