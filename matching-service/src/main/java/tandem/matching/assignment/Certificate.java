package tandem.matching.assignment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.matching.scoring.Choices;

/**
 * The proof that an assignment cannot be bettered, complete in itself: with it anybody can check the arithmetic without the solver and
 * without what the scores were made from. Costs are whole numbers, see {@link Choices#cost}.
 *
 * @param waiting what it costs that a leader waits
 * @param cost of the assignment
 * @param bound no assignment costs less; equal to {@code cost}
 */
public record Certificate(
        Objective objective, long waiting, long cost, long bound, List<Seats> providers, List<Choice> leaders) {

    public Certificate {
        providers = List.copyOf(providers);
        leaders = List.copyOf(leaders);
    }

    /**
     * A provider with free seats.
     *
     * @param price what one seat more would save; 0 where a seat is left
     */
    public record Seats(PersonId provider, int seats, long price) {}

    /**
     * What one leader got and could have had. Only choices that cost no more than {@code worth} can matter, because seats have no
     * negative price: the others are summed up in {@code next}.
     *
     * @param provider position among the providers, null when the leader waits
     * @param worth no choice costs less, seat included
     * @param choices positions of the providers that could matter
     * @param costs one per choice
     * @param next the least cost of all other eligible providers, null when there is none
     */
    public record Choice(
            PersonId leader,
            @Nullable Integer provider,
            long worth,
            List<Integer> choices,
            List<Integer> costs,
            @Nullable Integer next) {

        public Choice {
            choices = List.copyOf(choices);
            costs = List.copyOf(costs);
        }
    }

    /** The certificate of an optimum that left no leader undecided. Providers nobody would want at their price are left out. */
    public static Certificate of(Optimum optimum, IntFunction<PersonId> leader, IntFunction<PersonId> provider) {
        var graph = optimum.graph();
        var positions = new LinkedHashMap<Integer, Integer>();
        var leaders = new ArrayList<Choice>(graph.leaders());
        long cost = 0;
        long bound = 0;
        for (int l = 0; l < graph.leaders(); l++) {
            int choice = optimum.choice(l);
            cost += choice < 0 ? graph.waiting() : graph.choices(l).costs()[choice];
            bound += optimum.worth(l);
            leaders.add(choice(leader.apply(l), optimum, l, positions));
        }
        var providers = new ArrayList<Seats>(positions.size());
        for (int p : positions.keySet()) {
            providers.add(new Seats(provider.apply(p), graph.seats(p), optimum.price(p)));
            bound -= graph.seats(p) * optimum.price(p);
        }
        return new Certificate(graph.objective(), graph.waiting(), cost, bound, providers, leaders);
    }

    private static Choice choice(PersonId id, Optimum optimum, int leader, Map<Integer, Integer> positions) {
        var all = optimum.graph().choices(leader);
        var choices = new ArrayList<Integer>();
        var costs = new ArrayList<Integer>();
        int c = 0;
        for (; c < all.providers().length && all.costs()[c] <= optimum.worth(leader); c++) {
            choices.add(positions.computeIfAbsent(all.providers()[c], none -> positions.size()));
            costs.add(all.costs()[c]);
        }
        int next = c < all.providers().length ? all.costs()[c] : all.next();
        int chosen = optimum.choice(leader);
        return new Choice(
                id,
                chosen < 0 ? null : choices.get(chosen),
                optimum.worth(leader),
                choices,
                costs,
                next == Choices.NOBODY ? null : next);
    }

    /**
     * What is wrong with the proof; empty when it holds. Knows nothing of how the assignment was found: it checks that the assignment
     * keeps every seat, that prices and worths fit every choice, and that both come to the same sum, in whole numbers throughout.
     */
    public List<String> faults() {
        var faults = new ArrayList<String>();
        var taken = new int[providers.size()];
        long paid = 0;
        long proven = 0;
        for (var one : leaders) {
            paid = Math.addExact(paid, pays(one, taken, faults));
            proven = Math.addExact(proven, one.worth());
            checkWorth(one, faults);
        }
        for (int p = 0; p < taken.length; p++) {
            var seats = providers.get(p);
            proven = Math.subtractExact(proven, Math.multiplyExact(seats.seats(), seats.price()));
            if (taken[p] > seats.seats()) {
                faults.add("provider %s has more leaders than seats".formatted(seats.provider()));
            }
            if (seats.price() < 0) {
                faults.add("a seat of provider %s has a price below 0".formatted(seats.provider()));
            }
        }
        if (paid != cost || proven != bound) {
            faults.add("the sums are not those of the parts");
        }
        if (cost != bound) {
            faults.add("a gap of %d is left between cost and bound".formatted(cost - bound));
        }
        return faults;
    }

    /** What the leader's choice costs. */
    private long pays(Choice one, int[] taken, List<String> faults) {
        var provider = one.provider();
        if (provider == null) {
            return waiting;
        }
        int choice = one.choices().indexOf(provider);
        if (choice < 0 || provider >= taken.length) {
            faults.add("leader %s has a provider who was no choice".formatted(one.leader()));
            return waiting;
        }
        taken[provider]++;
        return one.costs().get(choice);
    }

    private void checkWorth(Choice one, List<String> faults) {
        boolean fits = one.worth() <= waiting && (one.next() == null || one.worth() <= one.next());
        for (int c = 0; c < one.choices().size(); c++) {
            fits &= one.worth()
                    <= one.costs().get(c) + providers.get(one.choices().get(c)).price();
        }
        if (!fits) {
            faults.add("leader %s could be served for less than the worth claimed".formatted(one.leader()));
        }
    }
}
