package tandem.matching.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.Track;
import tandem.matching.assignment.Certificate;
import tandem.matching.assignment.Optimum;
import tandem.matching.assignment.Shortage;
import tandem.matching.match.MatchProblems;
import tandem.matching.match.RankingService;
import tandem.matching.match.RankingService.Ask;
import tandem.matching.profile.Programme;
import tandem.matching.run.Runs.Lock;
import tandem.matching.run.Runs.Run;
import tandem.matching.scoring.Choices;
import tandem.matching.scoring.HardRule;
import tandem.matching.scoring.Pool;
import tandem.matching.scoring.Ranking;
import tandem.matching.solver.CohortSolver;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/**
 * Places a whole cohort at once. Everything is read before anything is written, so that a long search holds up nobody; what changes in
 * the meantime is found out when the plan is published, and again at every approval.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Planning {

    private final Runs runs;
    private final Leaders leaders;
    private final RankingService rankings;
    private final Clock clock;

    Planning(Runs runs, Leaders leaders, RankingService rankings, @ProgrammeTime Clock clock) {
        this.runs = runs;
        this.leaders = leaders;
        this.rankings = rankings;
        this.clock = clock;
    }

    /** A leader who takes part, with what he asks of the pool. */
    private record Seeker(PersonId leader, Ask ask) {}

    /** Refuses pairs a hard rule speaks against, and more pairs than a provider has seats. */
    void refuseBroken(Programme programme, Track track, List<Lock> locks) {
        var pool = rankings.pool(programme, track);
        var seats = seats(pool);
        for (var lock : locks) {
            var decision = leaders.find(programme, lock.leader());
            var profile = leaders.profile(lock.leader());
            if (decision == null || profile == null) {
                throw broken(lock, List.of(RunOutcome.NOT_ALLOWED.name()));
            }
            var ask = rankings.ask(programme, profile, track);
            var against = against(pool, seats, ask, lock);
            if (!against.isEmpty()) {
                throw broken(lock, against.stream().map(HardRule::name).toList());
            }
            seats[pool.position(lock.provider())]--;
        }
    }

    void plan(Run run, Programme programme, List<PersonId> people) {
        var track = run.oneTrack();
        var pool = rankings.pool(programme, track);
        var locks = runs.locks(run.id());
        var seats = seats(pool);
        var obstacles = new HashMap<PersonId, RunOutcome>();
        var places = new HashMap<PersonId, Ranking.Ranked>();
        var seekers = new ArrayList<Seeker>();
        for (var leader : people) {
            var ask = ask(programme, track, leader, obstacles);
            var lock = locks.get(leader);
            if (ask != null && lock != null) {
                fix(pool, seats, ask, lock, places, obstacles);
            } else if (ask != null) {
                seekers.add(new Seeker(leader, ask));
            }
        }
        var objective = Objects.requireNonNull(run.assignment()).objective();
        var optimum =
                CohortSolver.solve(objective, seats, seekers.size(), (l, top) -> choices(pool, seekers.get(l), top));
        var certificate = Certificate.of(optimum, l -> seekers.get(l).leader(), pool::person);
        var faults = certificate.faults();
        if (!faults.isEmpty()) {
            throw new IllegalStateException(
                    "The certificate of run " + run.id() + " does not hold: " + faults.getFirst());
        }
        var shortages = shortages(optimum, pool, seekers);

        obstacles.forEach((leader, outcome) -> runs.outcome(run.id(), leader, track, outcome, 0, Map.of()));
        places.forEach((leader, place) -> runs.placed(run.id(), track, leader, place));
        for (int l = 0; l < seekers.size(); l++) {
            write(run, track, pool, optimum, seekers.get(l), l, shortages);
        }
        var lacks = shortages.stream()
                .map(shortage -> named(shortage, optimum, pool, seekers))
                .toList();
        runs.planned(run.id(), certificate, lacks, clock.instant());
    }

    private void write(
            Run run, Track track, Pool pool, Optimum optimum, Seeker seeker, int position, List<Shortage> shortages) {
        var leader = seeker.leader();
        var ask = seeker.ask();
        int provider = optimum.provider(position);
        if (provider >= 0) {
            var place = Ranking.place(pool, ask.need(), ask.weights(), pool.person(provider));
            runs.placed(run.id(), track, leader, place.orElseThrow());
            return;
        }
        var ranking = Ranking.of(pool, ask.need(), ask.weights(), 1);
        int shortage = 0;
        while (shortage < shortages.size() && !shortages.get(shortage).leaders().contains(position)) {
            shortage++;
        }
        var isLacking = shortage < shortages.size();
        var reason = ranking.eligible() == 0 ? Waits.HARD_RULES : isLacking ? Waits.SEATS : Waits.TOTAL;
        runs.waits(run.id(), track, leader, reason, isLacking ? shortage : null, ranking.ruledOut());
    }

    /** What the leader asks of the pool; null when there is an obstacle. */
    private @Nullable Ask ask(Programme programme, Track track, PersonId leader, Map<PersonId, RunOutcome> obstacles) {
        var decision = leaders.find(programme, leader);
        var planned = decision == null
                ? null
                : decision.tracks().stream()
                        .filter(one -> one.track() == track)
                        .findFirst()
                        .orElse(null);
        if (decision == null || planned == null) {
            obstacles.put(leader, RunOutcome.NOT_DECIDED);
            return null;
        }
        var profile = leaders.profile(leader);
        var obstacle = leaders.obstacle(decision, planned, profile);
        if (obstacle != null || profile == null) {
            obstacles.put(leader, obstacle == null ? RunOutcome.NOT_ALLOWED : obstacle);
            return null;
        }
        return rankings.ask(programme, profile, track);
    }

    /** Takes the seat of a locked pair, unless a rule speaks against the pair by now. */
    private static void fix(
            Pool pool,
            int[] seats,
            Ask ask,
            Lock lock,
            Map<PersonId, Ranking.Ranked> places,
            Map<PersonId, RunOutcome> obstacles) {
        if (against(pool, seats, ask, lock).isEmpty()) {
            seats[pool.position(lock.provider())]--;
            places.put(
                    lock.leader(),
                    Ranking.place(pool, ask.need(), ask.weights(), lock.provider())
                            .orElseThrow());
        } else {
            obstacles.put(lock.leader(), RunOutcome.NO_LONGER_ELIGIBLE);
        }
    }

    private static List<HardRule> against(Pool pool, int[] seats, Ask ask, Lock lock) {
        int provider = pool.position(lock.provider());
        if (provider < 0) {
            return List.of(HardRule.TRACK_NOT_OFFERED);
        }
        var against = Ranking.against(pool, ask.need(), ask.weights(), lock.provider());
        return against.isEmpty() && seats[provider] == 0 ? List.of(HardRule.NO_FREE_SEAT) : against;
    }

    private static int[] seats(Pool pool) {
        var seats = new int[pool.size()];
        for (int p = 0; p < seats.length; p++) {
            seats[p] = Math.max(0, pool.freeSeats(p));
        }
        return seats;
    }

    private static List<Shortage> shortages(Optimum optimum, Pool pool, List<Seeker> seekers) {
        var eligible = new HashMap<Integer, int[]>();
        return Shortage.of(
                optimum,
                leader -> eligible.computeIfAbsent(
                        leader, l -> choices(pool, seekers.get(l), pool.size()).providers()));
    }

    private static Choices choices(Pool pool, Seeker seeker, int top) {
        return Ranking.choices(pool, seeker.ask().need(), seeker.ask().weights(), top);
    }

    private static Lack named(Shortage shortage, Optimum optimum, Pool pool, List<Seeker> seekers) {
        return new Lack(
                shortage.leaders().stream().map(l -> seekers.get(l).leader()).toList(),
                shortage.providers().stream()
                        .map(p ->
                                new Lack.Relief(pool.person(p), optimum.graph().seats(p), optimum.price(p)))
                        .toList(),
                shortage.seats(),
                shortage.lacking());
    }

    private static Refused broken(Lock lock, List<String> reasons) {
        return new Refused(
                MatchProblems.NOT_ELIGIBLE,
                "A locked pair: " + String.join(", ", reasons),
                Map.of("reasons", reasons, "leader", lock.leader(), "provider", lock.provider()));
    }
}
