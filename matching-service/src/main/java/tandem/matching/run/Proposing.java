package tandem.matching.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.PlannedTrack;
import tandem.events.Track;
import tandem.matching.engagement.Engagements;
import tandem.matching.match.MatchService;
import tandem.matching.match.Matches;
import tandem.matching.match.RankingService;
import tandem.matching.profile.Absences;
import tandem.matching.profile.Absences.Reason;
import tandem.matching.profile.Decision;
import tandem.matching.profile.Decisions;
import tandem.matching.profile.Profile;
import tandem.matching.profile.Profiles;
import tandem.matching.profile.Programme;
import tandem.matching.run.Runs.Run;
import tandem.matching.scoring.HardRule;
import tandem.matching.scoring.Pool;
import tandem.matching.waitlist.WaitlistService;
import tandem.runtime.time.ProgrammeTime;

/** Ranks the pool for some leaders and writes what comes of it: proposals, a place on the waitlist, or why neither. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Proposing {

    private final Runs runs;
    private final Leaders leaders;
    private final RankingService rankings;
    private final MatchService matches;
    private final WaitlistService waitlist;
    private final Clock clock;

    Proposing(
            Runs runs,
            Leaders leaders,
            RankingService rankings,
            MatchService matches,
            WaitlistService waitlist,
            @ProgrammeTime Clock clock) {
        this.runs = runs;
        this.leaders = leaders;
        this.rankings = rankings;
        this.matches = matches;
        this.waitlist = waitlist;
        this.clock = clock;
    }

    /** What is known about leaders, by the row locks of their decisions. */
    @ApplicationScoped
    static class Leaders {
        private final Decisions decisions;
        private final Profiles profiles;
        private final Absences absences;
        private final Engagements engagements;
        private final Matches matches;

        Leaders(Decisions decisions, Profiles profiles, Absences absences, Engagements engagements, Matches matches) {
            this.decisions = decisions;
            this.profiles = profiles;
            this.absences = absences;
            this.engagements = engagements;
            this.matches = matches;
        }

        @Nullable
        Decision lock(Programme programme, PersonId leader) {
            return decisions.lock(programme.id(), leader).orElse(null);
        }

        @Nullable
        Profile profile(PersonId leader) {
            return profiles.find(leader).orElse(null);
        }

        Optional<Reason> absence(PersonId leader) {
            return absences.of(leader);
        }

        boolean hasProvider(PersonId leader, Track track) {
            return matches.seatOf(leader, track).isPresent();
        }

        boolean isDue(Decision decision, PlannedTrack planned, LocalDate today) {
            var past = engagements.of(decision.programme(), decision.leader());
            return Sequence.isDue(planned, decision.tracks(), past, today);
        }
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
                var obstacle = obstacle(decision, planned, profile);
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

    /** Why nobody is ranked for this leader and track, or null. */
    private @Nullable RunOutcome obstacle(Decision decision, PlannedTrack planned, @Nullable Profile profile) {
        if (leaders.hasProvider(decision.leader(), planned.track())) {
            return RunOutcome.HAS_PROVIDER;
        }
        var absence = leaders.absence(decision.leader());
        if (absence.isPresent()) {
            return switch (absence.get()) {
                case ON_LEAVE -> RunOutcome.ON_LEAVE;
                case EMPLOYMENT_ENDED -> RunOutcome.EMPLOYMENT_ENDED;
            };
        }
        if (!leaders.isDue(decision, planned, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
            return RunOutcome.NOT_DUE;
        }
        if (profile == null) {
            return RunOutcome.NOT_ALLOWED;
        }
        if (planned.track() == Track.MENTORING && profile.state().preferences().isEmpty()) {
            return RunOutcome.PREFERENCE_MISSING;
        }
        return rankings.isComparable(profile) ? null : RunOutcome.OTHER_MODEL;
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

    /** The reason that a programme can do most about: seats, if they are lacking at all, else what spoke against most providers. */
    private static String reason(Map<HardRule, Integer> ruledOut) {
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
