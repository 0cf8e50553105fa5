package tandem.matching.offer;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.MatchId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.matching.capacity.Expectation;
import tandem.matching.capacity.Expectation.Basis;
import tandem.matching.capacity.Expectation.Seat;
import tandem.matching.capacity.SeatQueue;
import tandem.matching.match.MatchState;
import tandem.matching.offer.HeldSeats.Held;
import tandem.matching.offer.Queues.Place;
import tandem.matching.offer.Queues.Queue;
import tandem.matching.run.RunOutcome;
import tandem.matching.waitlist.Waitlist;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/** Reads who waits, in the order in which seats are offered, with the date each may expect one. */
@ApplicationScoped
public class WaitlistQueries {

    private final Queues queues;
    private final HeldSeats held;
    private final Waitlist waitlist;
    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Clock clock;

    WaitlistQueries(
            Queues queues, HeldSeats held, Waitlist waitlist, Jdbi jdbi, Tenants tenants, @ProgrammeTime Clock clock) {
        this.queues = queues;
        this.held = held;
        this.waitlist = waitlist;
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.clock = clock;
    }

    /**
     * Somebody in a queue.
     *
     * @param place in the queue, from 1
     * @param reason why nobody was found when it was last tried
     * @param waitsDays how long
     * @param silences offers the leader was shown and let run out; from the second on everybody else comes first
     * @param obstacle why nothing is offered now; null when something may be
     * @param expected the seat to be expected first; null when no provider could take the leader even with every seat free
     * @param offer the one that is open
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WaitingView(
            int place,
            PersonId leader,
            String reason,
            Instant since,
            long waitsDays,
            int silences,
            @Nullable RunOutcome obstacle,
            @Nullable Seat expected,
            @Nullable OfferView offer) {}

    /** An open offer: a match that stands until then. */
    public record OfferView(MatchId match, PersonId provider, MatchState state, Instant answerBy) {}

    /**
     * What a leader is told about the own waiting: nothing of a provider before a human has approved (R47).
     *
     * @param expectedOn null when no seat can be expected
     * @param offer an approved offer, to be taken by signing its agreement or declined
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OwnWaitingView(
            ProgrammeId programme,
            Track track,
            int place,
            Instant since,
            @Nullable LocalDate expectedOn,
            @Nullable OfferView offer) {}

    /** Says first when there is no such programme. */
    @Transactional
    public Page<WaitingView> page(ProgrammeId programme, @Nullable Track track, Optional<Cursor> after, int limit) {
        queues.requireKnown(programme);
        if (track == null) {
            throw new Refused(CommonProblems.INVALID, "Name the track in the query parameter track");
        }
        var views = views(new Waitlist.Line(programme, track));
        int from = 0;
        if (after.isPresent()) {
            var last = new PersonId(after.get().uuid(0));
            while (from < views.size() && !views.get(from).leader().equals(last)) {
                from++;
            }
            from = Math.min(views.size(), from + 1);
        }
        return Page.of(
                views.subList(from, Math.min(views.size(), from + limit + 1)), limit, view -> Cursor.of(view.leader()));
    }

    @Transactional
    public List<OwnWaitingView> own(PersonId leader) {
        return waitlist.linesOf(leader).stream()
                .flatMap(line -> views(line).stream()
                        .filter(view -> view.leader().equals(leader))
                        .map(view -> own(line, view)))
                .toList();
    }

    private static OwnWaitingView own(Waitlist.Line line, WaitingView view) {
        var offer = view.offer();
        return new OwnWaitingView(
                line.programme(),
                line.track(),
                view.place(),
                view.since(),
                view.expected() == null ? null : view.expected().on(),
                offer == null || offer.state() != MatchState.APPROVED ? null : offer);
    }

    private List<WaitingView> views(Waitlist.Line line) {
        var queue = queues.of(line);
        var offers = offers(line);
        var expected = expected(queue, offers);
        var places = queue.entries().stream()
                .collect(Collectors.toMap(place -> place.entry().leader(), place -> place));
        var views = new ArrayList<WaitingView>();
        for (var waiting : SeatQueue.inOrder(queue.all())) {
            var leader = waiting.leader();
            var place = Objects.requireNonNull(places.get(leader));
            views.add(view(views.size() + 1, place, expected.get(leader), offers.get(leader)));
        }
        return views;
    }

    private WaitingView view(int place, Place of, @Nullable Seat expected, @Nullable OfferView offer) {
        var entry = of.entry();
        return new WaitingView(
                place,
                entry.leader(),
                entry.reason(),
                entry.since(),
                Duration.between(entry.since(), clock.instant()).toDays(),
                entry.silences(),
                of.obstacle(),
                expected,
                offer);
    }

    private Map<PersonId, Seat> expected(Queue queue, Map<PersonId, OfferView> offers) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var terms = queue.programme().terms();
        int termMonths = queue.track() == Track.COACHING ? terms.coachingMonths() : terms.mentoringMonths();
        var others = queue.all().stream()
                .filter(waiting -> !offers.containsKey(waiting.leader()))
                .toList();
        var expected = new HashMap<>(Expectation.of(others, seats(queue, today, termMonths), termMonths));
        offers.forEach((leader, offer) -> expected.put(leader, new Seat(offer.provider(), today, Basis.OFFERED)));
        return expected;
    }

    /**
     * Every seat of the pool with the day it is free. Where the programme caps the seats of a provider, those given elsewhere help
     * nobody here, and are left out.
     */
    private List<Seat> seats(Queue queue, LocalDate today, int termMonths) {
        var programme = queue.programme();
        boolean isCapped = programme.seatsPerProvider(queue.track()) < Integer.MAX_VALUE;
        var seats = new ArrayList<Seat>();
        queue.seats().forEach((provider, count) -> {
            for (int i = 0; i < count.free(); i++) {
                seats.add(new Seat(provider, today, Basis.FREE));
            }
        });
        held.all(programme.id(), queue.track()).stream()
                .filter(one -> one.here() || !isCapped)
                .map(one -> seat(one, today, termMonths))
                .forEach(seats::add);
        return seats;
    }

    private static Seat seat(Held held, LocalDate today, int termMonths) {
        return held.until() == null
                ? new Seat(held.provider(), today.plusMonths(termMonths), Basis.MATCH_ENDS)
                : new Seat(held.provider(), held.until(), Basis.ENGAGEMENT_ENDS);
    }

    private Map<PersonId, OfferView> offers(Waitlist.Line line) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select leader, id, provider, state, answer_by from matches
                         where tenant = :tenant and programme = :programme and track = :track
                           and answer_by is not null and state in ('PROPOSED', 'REVIEWED', 'APPROVED')
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", line.programme())
                .bind("track", line.track().name())
                .map((row, context) -> Map.entry(
                        new PersonId(row.getObject(1, UUID.class)),
                        new OfferView(
                                new MatchId(row.getObject(2, UUID.class)),
                                new PersonId(row.getObject(3, UUID.class)),
                                MatchState.valueOf(row.getString(4)),
                                row.getObject(5, OffsetDateTime.class).toInstant())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
