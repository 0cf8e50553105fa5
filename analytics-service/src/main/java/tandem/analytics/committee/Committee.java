package tandem.analytics.committee;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.events.PersonId;

/**
 * Who sits on which seat, and how many have to vote.
 *
 * @param quorum seats that have to vote; more than half of them, so that no two decisions contradict each other
 */
public record Committee(Map<Seat, PersonId> seats, int quorum, long revision) {

    static final int QUORUM_LEAST = 3;

    public Committee {
        seats = seats.isEmpty() ? Map.of() : new EnumMap<>(seats);
    }

    /** What speaks against a committee: an empty seat, somebody on two of them, a quorum that is none. */
    static List<String> faults(Map<Seat, PersonId> seats, int quorum) {
        var faults = new ArrayList<String>();
        for (var seat : Seat.values()) {
            if (!seats.containsKey(seat)) {
                faults.add("EMPTY_" + seat);
            }
        }
        if (new HashSet<>(seats.values()).size() < seats.size()) {
            faults.add("ONE_PERSON_TWO_SEATS");
        }
        if (quorum < QUORUM_LEAST || quorum > Seat.values().length) {
            faults.add("QUORUM_OUTSIDE_3_5");
        }
        return List.copyOf(faults);
    }

    Optional<Seat> seatOf(PersonId person) {
        return seats.entrySet().stream()
                .filter(seat -> seat.getValue().equals(person))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
