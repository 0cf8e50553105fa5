package tandem.matching.assignment;

import java.util.List;
import tandem.matching.scoring.Choices;

/**
 * Who could be served by whom, at what cost. Leaders and providers are positions, in an order the caller keeps; a leader's choices
 * stand in the order of the own ranking. Whoever is not served waits, at one cost for all.
 */
public final class Graph {

    private final Objective objective;
    private final int[] seats;
    private final List<Choices> choices;
    private final long waiting;

    private Graph(Objective objective, int[] seats, List<Choices> choices, long waiting) {
        this.objective = objective;
        this.seats = seats;
        this.choices = choices;
        this.waiting = waiting;
    }

    /**
     * A graph whose cost of waiting follows from the objective.
     *
     * @param seats free seats of each provider, none negative
     * @param choices one per leader
     */
    public static Graph of(Objective objective, int[] seats, List<Choices> choices) {
        int wishes = choices.stream().mapToInt(Choices::wished).max().orElse(0);
        int pairs = Math.min(seats.length, choices.size());
        return new Graph(objective, seats.clone(), List.copyOf(choices), objective.waiting(wishes, pairs));
    }

    public Objective objective() {
        return objective;
    }

    public int leaders() {
        return choices.size();
    }

    public int providers() {
        return seats.length;
    }

    public int seats(int provider) {
        return seats[provider];
    }

    public Choices choices(int leader) {
        return choices.get(leader);
    }

    /** What it costs that a leader waits: more than any pair. */
    public long waiting() {
        return waiting;
    }

    /** Cost of the {@code nth} choice of a leader; waiting is the one after the last. */
    long cost(int leader, int nth) {
        var costs = choices.get(leader).costs();
        return nth == costs.length ? waiting : costs[nth];
    }
}
