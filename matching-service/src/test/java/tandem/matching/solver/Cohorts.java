package tandem.matching.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import tandem.events.PersonId;
import tandem.matching.assignment.Graph;
import tandem.matching.assignment.Objective;
import tandem.matching.scoring.Choices;

/** Cohorts to place, and the answer found by trying everything. */
final class Cohorts {

    private Cohorts() {}

    /**
     * A cohort with everybody's full choices.
     *
     * @param choices one per leader
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Cohort(Objective objective, int[] seats, List<Choices> choices) {

        Graph graph() {
            return Graph.of(objective, seats, choices);
        }

        Cohort withOneMoreSeat(int provider) {
            var more = seats.clone();
            more[provider]++;
            return new Cohort(objective, more, choices);
        }

        /** The first places of a leader, as a ranking would give them. */
        Choices first(int leader, int top) {
            var all = choices.get(leader);
            int n = Math.min(top, all.providers().length);
            return new Choices(
                    Arrays.copyOf(all.providers(), n),
                    Arrays.copyOf(all.costs(), n),
                    n < all.providers().length ? all.costs()[n] : Choices.NOBODY,
                    all.wished());
        }

        /** The same cohort with its providers counted in another order. */
        Cohort renumbered(int[] to) {
            var moved = new int[seats.length];
            IntStream.range(0, seats.length).forEach(p -> moved[to[p]] = seats[p]);
            var renamed = choices.stream()
                    .map(of -> new Choices(
                            Arrays.stream(of.providers()).map(p -> to[p]).toArray(),
                            of.costs(),
                            of.next(),
                            of.wished()))
                    .toList();
            return new Cohort(objective, moved, renamed);
        }
    }

    static PersonId person(int n) {
        return new PersonId(new UUID(0, n));
    }

    /** Few different costs, so that many assignments are equally good. */
    static Cohort any(Random random, int leaders, int providers) {
        var objective = random.nextBoolean() ? Objective.BEST_TOTAL : Objective.MOST_SERVED;
        var seats = random.ints(providers, 0, 3).toArray();
        int costs = 1 + random.nextInt(6);
        var choices = new ArrayList<Choices>();
        for (int l = 0; l < leaders; l++) {
            choices.add(choices(random, providers, costs));
        }
        return new Cohort(objective, seats, choices);
    }

    private static Choices choices(Random random, int providers, int costs) {
        var eligible = new ArrayList<>(IntStream.range(0, providers).boxed().toList());
        Collections.shuffle(eligible, random);
        var some = eligible.subList(0, random.nextInt(providers + 1));
        var cost = random.ints(providers, 0, costs).map(c -> c * 4_000).toArray();
        some.sort(Comparator.comparingInt(p -> cost[p]));
        return new Choices(
                some.stream().mapToInt(p -> p).toArray(),
                some.stream().mapToInt(p -> cost[p]).toArray(),
                Choices.NOBODY,
                1);
    }

    /** Of all assignments of least cost the one in which leader 0, then leader 1 and so on stands best in the own ranking. */
    static int[] byTryingEverything(Graph graph) {
        var best = new int[graph.leaders()];
        long[] least = {Long.MAX_VALUE};
        attempt(graph, new int[graph.leaders()], 0, 0, new int[graph.providers()], best, least);
        return best;
    }

    static long cost(Graph graph, int[] chosen) {
        return IntStream.range(0, chosen.length)
                .mapToLong(l -> chosen[l] == graph.choices(l).costs().length
                        ? graph.waiting()
                        : graph.choices(l).costs()[chosen[l]])
                .sum();
    }

    private static void attempt(
            Graph graph, int[] chosen, int leader, long cost, int[] taken, int[] best, long[] least) {
        if (cost >= least[0] && leader < chosen.length) {
            return;
        }
        if (leader == chosen.length) {
            if (cost < least[0]) { // tried in lexicographic order: the first of equals stays
                least[0] = cost;
                System.arraycopy(chosen, 0, best, 0, best.length);
            }
            return;
        }
        var of = graph.choices(leader);
        for (int c = 0; c <= of.providers().length; c++) {
            chosen[leader] = c;
            if (c == of.providers().length) {
                attempt(graph, chosen, leader + 1, cost + graph.waiting(), taken, best, least);
            } else if (taken[of.providers()[c]] < graph.seats(of.providers()[c])) {
                taken[of.providers()[c]]++;
                attempt(graph, chosen, leader + 1, cost + of.costs()[c], taken, best, least);
                taken[of.providers()[c]]--;
            }
        }
    }
}
