package tandem.matching.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tandem.events.PersonId;
import tandem.events.PlannedTrack;
import tandem.events.Track;
import tandem.matching.match.MatchService;
import tandem.matching.match.RankingService;
import tandem.matching.profile.Decision;
import tandem.matching.profile.Profile;
import tandem.matching.profile.Programme;
import tandem.matching.run.Runs.Place;
import tandem.matching.run.Runs.Run;
import tandem.matching.scoring.HardRule;
import tandem.matching.scoring.Pool;
import tandem.matching.waitlist.WaitlistService;

/** Ranks the pool for some leaders and writes what comes of it: proposals, a place on the waitlist, or why neither. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Proposing {

    private final Runs runs;
    private final Leaders leaders;
    private final RankingService rankings;
    private final MatchService matches;
    private final WaitlistService waitlist;

    Proposing(Runs runs, Leaders leaders, RankingService rankings, MatchService matches, WaitlistService waitlist) {
        this.runs = runs;
        this.leaders = leaders;
        this.rankings = rankings;
        this.matches = matches;
        this.waitlist = waitlist;
    }

    void propose(Run run, Programme programme, List<PersonId> people) {
        var pools = new EnumMap<Track, Pool>(Track.class);
        for (var leader : people) {
            var decision = leaders.lock(programme, leader);
            var tracks = decision == null ? List.<PlannedTrack>of() : wanted(run, decision);
            if (decision == null || tracks.isEmpty()) {
                runs.outcome(run.id(), leader, run.track(), RunOutcome.NOT_DECIDED, 0, Map.of());
                continue;
            }
            var profile = leaders.profile(leader);
            for (var planned : tracks) {
                var obstacle = leaders.obstacle(decision, planned, profile);
                if (obstacle != null || profile == null) {
                    var outcome = obstacle == null ? RunOutcome.NOT_ALLOWED : obstacle;
                    runs.outcome(run.id(), leader, planned.track(), outcome, 0, Map.of());
                } else {
                    var pool = pools.computeIfAbsent(planned.track(), track -> rankings.pool(programme, track));
                    rank(run, programme, pool, profile, planned.track());
                }
            }
        }
    }

    private static List<PlannedTrack> wanted(Run run, Decision decision) {
        return decision.tracks().stream()
                .filter(planned -> run.track() == null || planned.track() == run.track())
                .sorted(Comparator.comparingInt(PlannedTrack::order))
                .toList();
    }

    private void rank(Run run, Programme programme, Pool pool, Profile profile, Track track) {
        var leader = profile.state().person();
        var ranked = rankings.rank(pool, programme, run.id(), profile, track, run.top());
        var ruledOut = ranked.ranking().ruledOut();
        matches.propose(leader, track, ranked.proposals());
        if (ranked.proposals().isEmpty()) {
            waitlist.wait(programme.id(), leader, track, reason(ruledOut));
            runs.outcome(run.id(), leader, track, RunOutcome.WAITLISTED, 0, ruledOut);
        } else {
            runs.outcome(
                    run.id(),
                    leader,
                    track,
                    RunOutcome.PROPOSED,
                    ranked.proposals().size(),
                    ruledOut);
        }
    }

    /** Turns the places of a plan into proposals; what has changed since the plan was made is said, and nobody is proposed. */
    void publish(Run run, Programme programme, Track track, List<PersonId> people) {
        var pool = rankings.pool(programme, track);
        for (var leader : people) {
            var decision = leaders.lock(programme, leader);
            var place = runs.place(run.id(), leader, track).orElse(null);
            if (place == null) {
                continue;
            }
            var planned = decision == null ? List.<PlannedTrack>of() : wanted(run, decision);
            var profile = leaders.profile(leader);
            var obstacle = decision == null || planned.isEmpty()
                    ? RunOutcome.NOT_DECIDED
                    : leaders.obstacle(decision, planned.getFirst(), profile);
            if (obstacle != null || profile == null) {
                runs.published(run.id(), leader, track, obstacle == null ? RunOutcome.NOT_ALLOWED : obstacle);
            } else if (place.provider() == null) {
                waitlist.wait(programme.id(), leader, track, place.reason());
                runs.published(run.id(), leader, track, RunOutcome.WAITLISTED);
            } else {
                propose(run, programme, pool, profile, track, place);
            }
        }
    }

    private void propose(Run run, Programme programme, Pool pool, Profile profile, Track track, Place place) {
        var leader = profile.state().person();
        var provider = Objects.requireNonNull(place.provider());
        var proposal = rankings.placed(pool, programme, run.id(), profile, track, provider, place.choice());
        proposal.ifPresent(placed -> matches.propose(leader, track, List.of(placed)));
        runs.published(
                run.id(), leader, track, proposal.isPresent() ? RunOutcome.PROPOSED : RunOutcome.NO_LONGER_ELIGIBLE);
    }

    /** The reason that a programme can do most about: seats, if they are lacking at all, else what spoke against most providers. */
    static String reason(Map<HardRule, Integer> ruledOut) {
        if (ruledOut.containsKey(HardRule.NO_FREE_SEAT)) {
            return HardRule.NO_FREE_SEAT.name();
        }
        return ruledOut.entrySet().stream()
                .max(Map.Entry.<HardRule, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(most -> most.getKey().name())
                .orElse("NO_PROVIDER");
    }
}
