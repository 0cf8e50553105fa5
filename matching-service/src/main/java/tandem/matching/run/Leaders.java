package tandem.matching.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.PlannedTrack;
import tandem.events.Track;
import tandem.matching.engagement.Engagements;
import tandem.matching.match.Matches;
import tandem.matching.match.RankingService;
import tandem.matching.profile.Absences;
import tandem.matching.profile.Decision;
import tandem.matching.profile.Decisions;
import tandem.matching.profile.Profile;
import tandem.matching.profile.Profiles;
import tandem.matching.profile.Programme;
import tandem.runtime.time.ProgrammeTime;

/** What is known about leaders, and whether anybody may be searched for them. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Leaders {

    private final Known known;
    private final Engagements engagements;
    private final Matches matches;
    private final RankingService rankings;
    private final Clock clock;

    Leaders(
            Known known,
            Engagements engagements,
            Matches matches,
            RankingService rankings,
            @ProgrammeTime Clock clock) {
        this.known = known;
        this.engagements = engagements;
        this.matches = matches;
        this.rankings = rankings;
        this.clock = clock;
    }

    /** What the other services told. */
    @ApplicationScoped
    static class Known {
        private final Decisions decisions;
        private final Profiles profiles;
        private final Absences absences;

        Known(Decisions decisions, Profiles profiles, Absences absences) {
            this.decisions = decisions;
            this.profiles = profiles;
            this.absences = absences;
        }

        Decisions decisions() {
            return decisions;
        }

        Profiles profiles() {
            return profiles;
        }

        Absences absences() {
            return absences;
        }
    }

    /** Everyone of the programme for whom a service was decided, at most so many. */
    List<PersonId> everyone(Programme programme, int limit) {
        return known.decisions().leaders(programme.id(), limit);
    }

    /** The embedding model in use. */
    String model() {
        return rankings.model();
    }

    /** The decision about a leader, whose row is the lock of everything done for the leader. */
    public @Nullable Decision lock(Programme programme, PersonId leader) {
        return known.decisions().lock(programme.id(), leader).orElse(null);
    }

    public @Nullable Decision find(Programme programme, PersonId leader) {
        return known.decisions().find(programme.id(), leader).orElse(null);
    }

    public @Nullable Profile profile(PersonId leader) {
        return known.profiles().find(leader).orElse(null);
    }

    /** Why nobody is searched for this leader and track, or null. */
    public @Nullable RunOutcome obstacle(Decision decision, PlannedTrack planned, @Nullable Profile profile) {
        if (matches.seatOf(decision.leader(), planned.track()).isPresent()) {
            return RunOutcome.HAS_PROVIDER;
        }
        if (matches.isOffered(decision.leader(), planned.track())) {
            return RunOutcome.HAS_OFFER;
        }
        var absence = known.absences().of(decision.leader());
        if (absence.isPresent()) {
            return switch (absence.get()) {
                case ON_LEAVE -> RunOutcome.ON_LEAVE;
                case EMPLOYMENT_ENDED -> RunOutcome.EMPLOYMENT_ENDED;
            };
        }
        if (!isDue(decision, planned)) {
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

    /** Whether the leader has somebody, or proposals humans are looking at. */
    public boolean isUnderWay(PersonId leader, Track track) {
        return matches.isUnderWay(leader, track);
    }

    private boolean isDue(Decision decision, PlannedTrack planned) {
        var past = engagements.of(decision.programme(), decision.leader());
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Sequence.isDue(planned, decision.tracks(), past, today);
    }
}
