package tandem.matching.offer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.PlannedTrack;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.matching.capacity.SeatQueue.Seats;
import tandem.matching.capacity.SeatQueue.Waiting;
import tandem.matching.match.RankingService;
import tandem.matching.profile.Decision;
import tandem.matching.profile.Profile;
import tandem.matching.profile.Programme;
import tandem.matching.profile.Programmes;
import tandem.matching.run.Leaders;
import tandem.matching.run.RunOutcome;
import tandem.matching.run.RunService;
import tandem.matching.scoring.Pool;
import tandem.matching.scoring.Ranking;
import tandem.matching.waitlist.Waitlist;
import tandem.matching.waitlist.Waitlist.Entry;

/** Draws up a queue with everything it takes to say who gets which seat. At most as many as a cohort has are looked at. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Queues {

    static final int LENGTH_MAX = RunService.LEADERS_MAX;

    private final Waitlist waitlist;
    private final HeldSeats held;
    private final Programmes programmes;
    private final Leaders leaders;
    private final RankingService rankings;

    Queues(Waitlist waitlist, HeldSeats held, Programmes programmes, Leaders leaders, RankingService rankings) {
        this.waitlist = waitlist;
        this.held = held;
        this.programmes = programmes;
        this.leaders = leaders;
        this.rankings = rankings;
    }

    /**
     * A queue.
     *
     * @param pool as it is, with the seats nobody holds
     * @param entries everybody in it, with what is known of them
     * @param seats of every provider who offers the track
     */
    record Queue(Programme programme, Track track, Pool pool, List<Place> entries, Map<PersonId, Seats> seats) {

        /** Those to whom something may be offered now. */
        List<Waiting> open() {
            return entries.stream()
                    .filter(place -> place.obstacle() == null)
                    .map(Place::waiting)
                    .toList();
        }

        /** Everybody for whom a seat can be expected, whether it may be offered now or not. */
        List<Waiting> all() {
            return entries.stream().map(Place::waiting).toList();
        }
    }

    /**
     * Somebody in the queue.
     *
     * @param waiting with nobody to choose from while nothing may be known of the leader
     * @param obstacle why nothing is offered now; null when something may be
     */
    record Place(Entry entry, Waiting waiting, @Nullable RunOutcome obstacle) {}

    /** Refuses when no programme of the tenant has this id. */
    void requireKnown(ProgrammeId programme) {
        programmes.get(programme);
    }

    /** The queue; its leaders have choices only when the policy's weights are known. */
    Queue of(Waitlist.Line line) {
        var programme = programmes.get(line.programme());
        var pool = rankings.pool(programme, line.track());
        var everySeat = everySeatFree(pool);
        var entries = new ArrayList<Place>();
        for (var entry : waitlist.entries(line, LENGTH_MAX)) {
            entries.add(place(programme, line.track(), everySeat, entry));
        }
        return new Queue(programme, line.track(), pool, entries, seats(programme, line.track(), pool));
    }

    private Place place(Programme programme, Track track, Pool everySeat, Entry entry) {
        var decision = leaders.find(programme, entry.leader());
        var planned = decision == null ? null : planned(decision, track);
        var profile = leaders.profile(entry.leader());
        if (decision == null || planned == null) {
            return new Place(entry, waiting(entry, List.of()), RunOutcome.NOT_DECIDED);
        }
        var obstacle = obstacle(decision, planned, profile);
        if (profile == null || programme.weights() == null || !rankings.isComparable(profile)) {
            return new Place(entry, waiting(entry, List.of()), obstacle == null ? RunOutcome.NOT_ALLOWED : obstacle);
        }
        var ask = rankings.ask(programme, profile, track);
        var choices = Ranking.choices(everySeat, ask.need(), ask.weights(), everySeat.size());
        return new Place(
                entry,
                waiting(
                        entry,
                        Arrays.stream(choices.providers())
                                .mapToObj(everySeat::person)
                                .filter(provider -> !entry.spent().contains(provider))
                                .toList()),
                obstacle);
    }

    /** Whom humans are looking at proposals for is not offered something beside them. */
    private @Nullable RunOutcome obstacle(Decision decision, PlannedTrack planned, @Nullable Profile profile) {
        var obstacle = leaders.obstacle(decision, planned, profile);
        return obstacle == null && leaders.isUnderWay(decision.leader(), planned.track())
                ? RunOutcome.PROPOSED
                : obstacle;
    }

    private static @Nullable PlannedTrack planned(Decision decision, Track track) {
        return decision.tracks().stream()
                .filter(one -> one.track() == track)
                .findFirst()
                .orElse(null);
    }

    private static Waiting waiting(Entry entry, List<PersonId> choices) {
        return new Waiting(
                entry.leader(),
                entry.since(),
                entry.silences(),
                entry.declined(),
                choices,
                entry.passed(),
                entry.previous());
    }

    private Map<PersonId, Seats> seats(Programme programme, Track track, Pool pool) {
        var taken = held.count(programme.id(), track);
        var seats = new HashMap<PersonId, Seats>();
        for (int p = 0; p < pool.size(); p++) {
            var provider = pool.person(p);
            seats.put(provider, new Seats(Math.max(0, pool.freeSeats(p)), taken.getOrDefault(provider, 0)));
        }
        return seats;
    }

    /** The pool in which seats rule nobody out, so that whom a leader could have does not hang on who is served today. */
    private static Pool everySeatFree(Pool pool) {
        var free = new HashMap<PersonId, Integer>();
        IntStream.range(0, pool.size()).forEach(p -> free.put(pool.person(p), 1));
        return pool.withSeats(free);
    }
}
