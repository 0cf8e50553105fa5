package tandem.matching.assignment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Why leaders wait who have eligible providers: everybody eligible for this set of leaders is in this set of providers, which has fewer
 * seats (a violator of Hall's condition, 1935). One seat more with any of these providers serves one leader more.
 *
 * @param leaders positions, waiting ones included; all compete for the same seats
 * @param providers positions of everybody eligible for any of the leaders
 * @param seats free seats of the providers, all of them given to the leaders
 */
public record Shortage(List<Integer> leaders, List<Integer> providers, int seats) {

    public Shortage {
        leaders = List.copyOf(leaders);
        providers = List.copyOf(providers);
    }

    /** Seats that are lacking: so many of the leaders wait whatever is done. */
    public int lacking() {
        return leaders.size() - seats;
    }

    /**
     * The shortages behind an assignment, disjoint, in the order of their first leader. A leader who waits in none of them could be
     * served by moving others: he waits because the total is better for it, not for want of seats.
     *
     * @param eligible all providers eligible for a leader, whatever the cost
     */
    public static List<Shortage> of(Optimum optimum, IntFunction<int[]> eligible) {
        var seated = seated(optimum);
        var found = new ArrayList<Reach>();
        for (int l = 0; l < optimum.graph().leaders(); l++) {
            if (optimum.choice(l) < 0) {
                var reach = new Reach();
                if (reach.spread(l, optimum.graph(), eligible, seated, found)) {
                    found.removeIf(other -> other.providers.intersects(reach.providers));
                    found.add(reach);
                }
            }
        }
        return found.stream()
                .map(reach -> reach.shortage(optimum.graph()))
                .sorted(Comparator.comparing(shortage -> shortage.leaders().getFirst()))
                .toList();
    }

    /** The leaders of every provider. */
    private static List<List<Integer>> seated(Optimum optimum) {
        var seated = new ArrayList<List<Integer>>();
        for (int p = 0; p < optimum.graph().providers(); p++) {
            seated.add(new ArrayList<>());
        }
        for (int l = 0; l < optimum.graph().leaders(); l++) {
            if (optimum.provider(l) >= 0) {
                seated.get(optimum.provider(l)).add(l);
            }
        }
        return seated;
    }

    /** Whom a waiting leader competes with: who has a seat with a provider eligible for him, or for somebody who competes already. */
    private static final class Reach {
        private final BitSet leaders = new BitSet();
        private final BitSet providers = new BitSet();

        /** Answers whether all that is reached is taken, and anything is. */
        boolean spread(
                int waiting, Graph graph, IntFunction<int[]> eligible, List<List<Integer>> seated, List<Reach> found) {
            var queue = new ArrayList<Integer>(List.of(waiting));
            leaders.set(waiting);
            while (!queue.isEmpty()) {
                for (int p : eligible.apply(queue.removeLast())) {
                    if (seated.get(p).size() < graph.seats(p)) {
                        return false;
                    }
                    if (!providers.get(p) && !absorb(p, found)) {
                        providers.set(p);
                        seated.get(p).stream()
                                .filter(other -> !leaders.get(other))
                                .forEach(queue::add);
                        seated.get(p).forEach(leaders::set);
                    }
                }
            }
            return !providers.isEmpty();
        }

        /** What an earlier shortage reached needs not be reached again. */
        private boolean absorb(int provider, List<Reach> found) {
            var known = found.stream()
                    .filter(reach -> reach.providers.get(provider))
                    .findFirst();
            known.ifPresent(reach -> {
                leaders.or(reach.leaders);
                providers.or(reach.providers);
            });
            return known.isPresent();
        }

        Shortage shortage(Graph graph) {
            return new Shortage(
                    leaders.stream().boxed().toList(),
                    providers.stream().boxed().toList(),
                    providers.stream().map(graph::seats).sum());
        }
    }
}
