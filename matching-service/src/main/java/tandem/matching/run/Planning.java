package tandem.matching.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import tandem.matching.run.Runs.Seats;
import tandem.matching.run.Runs.WhatIf;
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
    private final Auditing auditing;
    private final Clock clock;

    Planning(Runs runs, Leaders leaders, RankingService rankings, Auditing auditing, @ProgrammeTime Clock clock) {
        this.runs = runs;
        this.leaders = leaders;
        this.rankings = rankings;
        this.auditing = auditing;
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
        var assignment = Objects.requireNonNull(run.assignment());
        var pool = pool(programme, track, assignment.whatIf());
        var locks = runs.locks(run.id());
        var free = seats(pool);
        var seats = free.clone();
        var obstacles = new HashMap<PersonId, RunOutcome>();
        var places = new HashMap<PersonId, Ranking.Ranked>();
        var seekers = new ArrayList<Seeker>();
        for (var leader : people) {
            var ask = ask(programme, run, leader, obstacles);
            var lock = locks.get(leader);
            if (ask != null && lock != null) {
                fix(pool, seats, ask, lock, places, obstacles);
            } else if (ask != null) {
                seekers.add(new Seeker(leader, ask));
            }
        }
        var seeking = Stream.concat(seekers.stream().map(Seeker::leader), places.keySet().stream())
                .toList();
        var optimum = CohortSolver.solve(
                assignment.objective(), seats, seekers.size(), (l, top) -> choices(pool, seekers.get(l), top));
        var certificate = Certificate.of(optimum, l -> seekers.get(l).leader(), pool::person);
        var faults = certificate.faults();
        if (!faults.isEmpty()) {
            throw new RunFailure.Unproven(
                    "The certificate of run " + run.id() + " does not hold: " + faults.getFirst());
        }
        var shortages = shortages(optimum, pool, seekers);
        for (int l = 0; l < seekers.size(); l++) {
            if (optimum.provider(l) >= 0) {
                places.put(
                        seekers.get(l).leader(), place(pool, seekers.get(l).ask(), pool.person(optimum.provider(l))));
            }
        }
        var audit = auditing.audit(
                programme,
                new Auditing.Plan(track, assignment.preview(), people, locks.keySet(), seeking, places),
                carried(pool, free, places.values()));

        obstacles.forEach((leader, outcome) -> runs.outcome(run.id(), leader, track, outcome, 0, Map.of()));
        places.forEach((leader, place) -> runs.placed(run.id(), track, leader, place));
        for (int l = 0; l < seekers.size(); l++) {
            if (optimum.provider(l) < 0) {
                waits(run, pool, seekers.get(l), l, shortages);
            }
        }
        var lacks = shortages.stream()
                .map(shortage -> named(shortage, optimum, pool, seekers))
                .toList();
        runs.planned(run.id(), certificate, lacks, audit, clock.instant());
    }

    private void waits(Run run, Pool pool, Seeker seeker, int position, List<Shortage> shortages) {
        var ranking = Ranking.of(pool, seeker.ask().need(), seeker.ask().weights(), 1);
        int shortage = 0;
        while (shortage < shortages.size() && !shortages.get(shortage).leaders().contains(position)) {
            shortage++;
        }
        var isLacking = shortage < shortages.size();
        var reason = ranking.eligible() == 0 ? Waits.HARD_RULES : isLacking ? Waits.SEATS : Waits.TOTAL;
        runs.waits(run.id(), run.oneTrack(), seeker.leader(), reason, isLacking ? shortage : null, ranking.ruledOut());
    }

    private static Ranking.Ranked place(Pool pool, Ask ask, PersonId provider) {
        return Ranking.place(pool, ask.need(), ask.weights(), provider).orElseThrow();
    }

    /** Leaders per provider with free seats. */
    private static int[] carried(Pool pool, int[] free, Collection<Ranking.Ranked> places) {
        var carried = new int[free.length];
        places.forEach(place -> carried[pool.position(place.provider().id())]++);
        return IntStream.range(0, free.length)
                .filter(p -> free[p] > 0)
                .map(p -> carried[p])
                .toArray();
    }

    /** What the leader asks of the pool; null when there is an obstacle. */
    private @Nullable Ask ask(Programme programme, Run run, PersonId leader, Map<PersonId, RunOutcome> obstacles) {
        var track = run.oneTrack();
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
        var whatIf = Objects.requireNonNull(run.assignment()).whatIf();
        var weights = whatIf == null ? null : whatIf.weights();
        return weights == null
                ? rankings.ask(programme, profile, track)
                : rankings.ask(programme, profile, track, weights);
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
            places.put(lock.leader(), place(pool, ask, lock.provider()));
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

    /** The pool as it is, or with the seats a preview takes for granted. */
    private Pool pool(Programme programme, Track track, @Nullable WhatIf whatIf) {
        var pool = rankings.pool(programme, track);
        return whatIf == null || whatIf.seats().isEmpty()
                ? pool
                : pool.withSeats(whatIf.seats().stream().collect(Collectors.toMap(Seats::provider, Seats::seats)));
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
