package tandem.matching.capacity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;

/** Who is offered which free seat. The same people and seats give the same offers, in whatever order they are told (R63). */
public final class SeatQueue {

    /** So often a leader may let an offer run out in silence and keep the place; a refusal is an answer and costs nothing. */
    static final int SILENCES_FORGIVEN = 1;

    /**
     * The order of the queue: who let offers run out again and again stands behind everybody else; then who waits longest; of those
     * who began to wait together, who has fewer providers to choose from, those declined included; the id tells the rest apart.
     */
    private static final Comparator<Waiting> ORDER = Comparator.comparing(
                    (Waiting waiting) -> waiting.silences() > SILENCES_FORGIVEN)
            .thenComparing(Waiting::since)
            .thenComparingInt(waiting -> waiting.choices().size() + waiting.declined())
            .thenComparing(waiting -> waiting.leader().value());

    private SeatQueue() {}

    /**
     * Somebody who waits.
     *
     * @param silences offers the leader was shown and let run out
     * @param declined providers whose seat the leader did not want: nobody gains a place by declining
     * @param choices every provider no rule speaks against, best first, whether a seat is free or not
     * @param passed providers whose seat was offered and ran out; somebody else comes first now
     * @param previous who served the leader in this track before, to good end; null when nobody did
     */
    public record Waiting(
            PersonId leader,
            Instant since,
            int silences,
            int declined,
            List<PersonId> choices,
            Set<PersonId> passed,
            @Nullable PersonId previous) {

        public Waiting {
            choices = List.copyOf(choices);
            passed = Set.copyOf(passed);
        }
    }

    /** A provider's seats: those nobody holds and those somebody does. An open offer holds its seat. */
    public record Seats(int free, int taken) {}

    /** A seat for a leader. */
    public record Offer(PersonId leader, PersonId provider, Why why) {}

    /** Why this provider and no other. */
    public enum Why {
        BEST_FIT,
        /** Served the leader before, and carries no more than the others who could do it. */
        PREVIOUS_PROVIDER
    }

    public static List<Waiting> inOrder(Collection<Waiting> waiting) {
        return waiting.stream().sorted(ORDER).toList();
    }

    /**
     * Gives every free seat once: in the order of the queue each leader gets the best free choice. Seats that ran out on a leader go to
     * the others first, and come back only when nobody else can take them.
     */
    public static List<Offer> offers(Collection<Waiting> waiting, Map<PersonId, Seats> seats) {
        var left = new HashMap<>(seats);
        var offers = new ArrayList<Offer>();
        var served = new HashSet<PersonId>();
        for (boolean again : new boolean[] {false, true}) {
            for (var one : inOrder(waiting)) {
                var offer = served.contains(one.leader()) ? null : offer(one, left, again);
                if (offer != null) {
                    var taken = Objects.requireNonNull(left.get(offer.provider()));
                    left.put(offer.provider(), new Seats(taken.free() - 1, taken.taken() + 1));
                    served.add(one.leader());
                    offers.add(offer);
                }
            }
        }
        return offers;
    }

    private static @Nullable Offer offer(Waiting one, Map<PersonId, Seats> left, boolean again) {
        var free = one.choices().stream()
                .filter(provider -> seats(left, provider).free() > 0)
                .filter(provider -> again || !one.passed().contains(provider))
                .toList();
        if (free.isEmpty()) {
            return null;
        }
        var previous = one.previous();
        return previous != null && free.contains(previous) && !isOverloaded(previous, free, left)
                ? new Offer(one.leader(), previous, Why.PREVIOUS_PROVIDER)
                : new Offer(one.leader(), free.getFirst(), Why.BEST_FIT);
    }

    /** Carries more than the mean of those who could take the leader instead: preference would pile leaders up on the known. */
    private static boolean isOverloaded(PersonId previous, List<PersonId> free, Map<PersonId, Seats> left) {
        int sum = free.stream()
                .mapToInt(provider -> seats(left, provider).taken())
                .sum();
        return seats(left, previous).taken() * free.size() > sum;
    }

    private static Seats seats(Map<PersonId, Seats> left, PersonId provider) {
        return left.getOrDefault(provider, new Seats(0, 0));
    }
}
