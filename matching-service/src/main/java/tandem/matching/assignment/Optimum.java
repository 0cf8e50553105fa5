package tandem.matching.assignment;

import java.util.ArrayDeque;
import java.util.Arrays;
import tandem.matching.scoring.Choices;

/**
 * The one best assignment of a graph, and the prices that prove it.
 *
 * <p>Linear programme: minimise {@code Σ cost} over leaders, each served once or waiting, no provider beyond its seats. Its dual asks
 * for a price {@code v ≥ 0} per seat and a worth {@code u} per leader with {@code u ≤ cost + v} for every choice and {@code u ≤ cost of
 * waiting}, and maximises {@code Σ u − Σ seats × v}. Equal values prove both best (Ahuja, Magnanti, Orlin: Network Flows, 1993, ch. 9).
 * The least prices are taken: by convexity the least price of a provider's seat is exactly what one seat more would save.
 *
 * <p>Among equally good assignments one is chosen by rule, whatever the solver found: the leader of position 0 gets the choice highest
 * in the own ranking that any best assignment has, then the leader of position 1, and so on.
 */
public final class Optimum {

    private final Graph graph;

    /** The place in the own choices per leader; one past the last is waiting. */
    private final int[] chosen;

    private final long[] prices;
    private final long[] worths;

    private Optimum(Graph graph, int[] chosen) {
        this.graph = graph;
        this.chosen = chosen;
        prices = new long[graph.providers()];
        worths = new long[graph.leaders()];
    }

    /**
     * The best assignment, from any best one.
     *
     * @param chosen which of the own choices each leader has, one past the last for waiting; as a solver found it
     * @throws IllegalArgumentException if the assignment is not the best: no prices can prove it
     */
    public static Optimum of(Graph graph, int[] chosen) {
        var optimum = new Optimum(graph, chosen.clone());
        optimum.price();
        optimum.weigh();
        new Ties(graph, optimum.chosen, optimum.prices, optimum.worths).settle();
        return optimum;
    }

    /** The place of the leader's provider among the own choices, or -1 when the leader waits. */
    public int choice(int leader) {
        return waits(leader) ? -1 : chosen[leader];
    }

    /** The provider of a leader, or -1 when the leader waits. */
    public int provider(int leader) {
        return waits(leader) ? -1 : graph.choices(leader).providers()[chosen[leader]];
    }

    private boolean waits(int leader) {
        return chosen[leader] == graph.choices(leader).providers().length;
    }

    /** What one more seat at the provider would save, in cost; 0 where seats are left. */
    public long price(int provider) {
        return prices[provider];
    }

    /** What serving this leader costs, seat included, and what no choice undercuts. */
    public long worth(int leader) {
        return worths[leader];
    }

    public Graph graph() {
        return graph;
    }

    /** Leaders for whom a choice that was left out of the graph might matter: their choices have to be looked at further down. */
    public int[] undecided() {
        int[] undecided = new int[graph.leaders()];
        int n = 0;
        for (int l = 0; l < graph.leaders(); l++) {
            int next = graph.choices(l).next();
            if (next != Choices.NOBODY && next <= worths[l]) {
                undecided[n++] = l;
            }
        }
        return Arrays.copyOf(undecided, n);
    }

    /**
     * The least prices at which everybody is content: raised from 0 wherever a leader would rather have another seat than the own, until
     * nobody would. Every best assignment comes to rest after at most one round per provider; one that is not best never does.
     */
    private void price() {
        var at = new Seated(graph, chosen);
        at.refuseOverfull();
        var queue = new ArrayDeque<Integer>();
        var queued = new boolean[prices.length];
        long steps = 1L + (prices.length + 1L) * (prices.length + 1L);
        at.waiting().forEach(l -> raise(l, graph.waiting(), queue, queued));
        for (int p = 0; p < prices.length; p++) {
            if (!queued[p]) {
                queued[p] = true;
                queue.add(p);
            }
        }
        while (!queue.isEmpty()) {
            if (steps-- == 0) {
                throw notBest();
            }
            int p = queue.remove();
            queued[p] = false;
            for (int l = at.first(p); l >= 0; l = at.after(l)) {
                raise(l, graph.cost(l, chosen[l]) + prices[p], queue, queued);
            }
        }
        for (int p = 0; p < prices.length; p++) {
            if (prices[p] > 0 && at.count(p) < graph.seats(p)) {
                throw notBest();
            }
        }
    }

    /** No seat may cost a leader less than the one the leader has. */
    private void raise(int leader, long own, ArrayDeque<Integer> queue, boolean[] queued) {
        var of = graph.choices(leader);
        for (int c = 0; c < of.providers().length && of.costs()[c] < own; c++) {
            int q = of.providers()[c];
            if (prices[q] < own - of.costs()[c]) {
                prices[q] = own - of.costs()[c];
                if (!queued[q]) {
                    queued[q] = true;
                    queue.add(q);
                }
            }
        }
    }

    /** Worth of a leader: the cheapest choice, seat included, or waiting. */
    private void weigh() {
        for (int l = 0; l < worths.length; l++) {
            var of = graph.choices(l);
            long least = graph.waiting();
            for (int c = 0; c < of.providers().length && of.costs()[c] < least; c++) {
                least = Math.min(least, of.costs()[c] + prices[of.providers()[c]]);
            }
            worths[l] = least;
            if (least != graph.cost(l, chosen[l]) + (waits(l) ? 0 : prices[provider(l)])) {
                throw notBest();
            }
        }
    }

    private static IllegalArgumentException notBest() {
        return new IllegalArgumentException("the assignment is not the best one");
    }
}
