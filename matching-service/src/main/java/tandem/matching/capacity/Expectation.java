package tandem.matching.capacity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tandem.events.PersonId;
import tandem.matching.capacity.SeatQueue.Waiting;

/** When each leader who waits may expect a seat, if everything goes as planned. */
public final class Expectation {

    private static final Comparator<Seat> EARLIEST =
            Comparator.comparing(Seat::on).thenComparing(seat -> seat.provider().value());

    private Expectation() {}

    /**
     * A seat, and from when on it is free.
     *
     * @param basis what that rests on
     */
    public record Seat(PersonId provider, LocalDate on, Basis basis) {}

    /** What an expected date rests on. */
    public enum Basis {
        /** The seat is free. */
        FREE,
        /** It is offered to this leader. */
        OFFERED,
        /** The engagement that holds it is planned to end then. */
        ENGAGEMENT_ENDS,
        /** It is held by a match nobody has signed yet: its term is counted from today. */
        MATCH_ENDS,
        /** Somebody before in the queue is expected to get it, and to keep it for the term. */
        NEXT_TERM_ENDS
    }

    /**
     * Who may expect which seat. Each gets the earliest seat of a provider no rule speaks against and holds it for the term; because a
     * free seat goes to the first in the queue who can take it, that is the order in which it will happen. Leaders with nobody to
     * choose from are left out.
     *
     * @param termMonths how long a seat is held
     */
    public static Map<PersonId, Seat> of(Collection<Waiting> waiting, Collection<Seat> seats, int termMonths) {
        var byProvider = new HashMap<PersonId, List<Seat>>();
        seats.forEach(seat -> byProvider
                .computeIfAbsent(seat.provider(), none -> new ArrayList<>())
                .add(seat));
        var expected = new HashMap<PersonId, Seat>();
        for (var one : SeatQueue.inOrder(waiting)) {
            one.choices().stream()
                    .flatMap(provider -> byProvider.getOrDefault(provider, List.of()).stream())
                    .min(EARLIEST)
                    .ifPresent(seat -> {
                        expected.put(one.leader(), seat);
                        var held = byProvider.getOrDefault(seat.provider(), List.of());
                        held.remove(seat);
                        held.add(new Seat(seat.provider(), seat.on().plusMonths(termMonths), Basis.NEXT_TERM_ENDS));
                    });
        }
        return expected;
    }
}
