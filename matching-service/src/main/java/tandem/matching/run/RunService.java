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
import tandem.matching.match.RankingService;
import tandem.matching.profile.Decisions;
import tandem.matching.profile.Programme;
import tandem.matching.profile.Programmes;
import tandem.matching.run.Runs.Run;
import tandem.matching.scoring.ScoreWeights;
import tandem.runtime.Ids;
import tandem.runtime.actor.Actor;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/**
 * Opens runs and works them off, some leaders per transaction, so that a run of thousands neither holds locks for long nor starts
 * again from the beginning after a crash. A run of at most {@value #AT_ONCE} leaders is done when its request is answered.
 */
@ApplicationScoped
public class RunService {

    static final int AT_ONCE = 200;
    static final int LEADERS_MAX = 2_000;

    private final Runs runs;
    private final Programmes programmes;
    private final Decisions decisions;
    private final RankingService rankings;
    private final Proposing proposing;
    private final Clock clock;

    RunService(
            Runs runs,
            Programmes programmes,
            Decisions decisions,
            RankingService rankings,
            Proposing proposing,
            @ProgrammeTime Clock clock) {
        this.runs = runs;
        this.programmes = programmes;
        this.decisions = decisions;
        this.rankings = rankings;
        this.proposing = proposing;
        this.clock = clock;
    }

    /**
     * Opens a run, and works it off at once when it is small.
     *
     * @param leaders whom to rank for; empty means everyone of the programme for whom a service was decided
     */
    @Transactional
    public UUID open(ProgrammeId id, @Nullable Track track, List<PersonId> leaders, int top, Actor by) {
        var programme = programmes.get(id);
        refuseStopped(programme);
        refuseUnknownWeights(programme);
        var run = new Run(Ids.next(), id, track, top);
        runs.open(run, programme, rankings.model(), by.who(), clock.instant());
        var seen = leaders.isEmpty() ? decisions.leaders(id, LEADERS_MAX) : leaders;
        runs.addLeaders(run.id(), seen);
        if (seen.size() <= AT_ONCE) {
            advance(run.id());
        }
        return run.id();
    }

    /** Works off the next leaders; answers whether more are left and nobody else is at them. */
    @Transactional
    public boolean advance(UUID id) {
        var taken = runs.take(id);
        if (taken.isEmpty()) {
            return false;
        }
        var run = taken.get();
        var leaders = runs.nextLeaders(id, AT_ONCE);
        proposing.propose(run, programmes.get(run.programme()), leaders);
        runs.done(id, leaders);
        if (!runs.nextLeaders(id, 1).isEmpty()) {
            return true;
        }
        runs.finish(id, clock.instant());
        return false;
    }

    private static void refuseUnknownWeights(Programme programme) {
        var name = programme.terms().weightProfile();
        if (ScoreWeights.shipped(name).isEmpty()) {
            throw new Refused(RunProblems.WEIGHTS_UNKNOWN, "The policy names weights nobody knows");
        }
    }

    /** R129: the operations owner stopped onboarding. */
    private static void refuseStopped(Programme programme) {
        var reason = programme.stopped();
        if (reason != null) {
            throw new Refused(
                    RunProblems.ONBOARDING_STOPPED,
                    "Onboarding is stopped until it is resumed",
                    Map.of("reason", reason));
        }
    }
}
