package tandem.verify.bench;

import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import tandem.events.PersonId;
import tandem.matching.assignment.Certificate;
import tandem.matching.assignment.Graph;
import tandem.matching.assignment.Objective;
import tandem.matching.scoring.Choices;
import tandem.matching.solver.CohortSolver;

/**
 * P14: the best assignment of a cohort, ties settled by rule, with the certificate made and checked, against OR-Tools alone on the same
 * graph. In every round both must come to the same cost, and the certificate must hold.
 */
final class CohortBench {

    private static final Measure P14 = new Measure(
            "P14",
            "assignment of 2,000 leaders to 700 providers with seats: settled, proven, checked, ms",
            "OR-Tools min-cost flow alone on the same graph, ms",
            Measure.Better.LOWER,
            1.5,
            1.1);

    private static final int LEADERS = 2_000;
    private static final int PROVIDERS = 700;
    private static final int CHOICES = 50;
    private static final int REPEATED = 10;
    private static final double MB = 1024 * 1024;

    private final Graph graph;
    private long cost;

    private CohortBench(int leaders, int providers) {
        graph = graph(leaders, providers);
        CohortSolver.solve(graph(2, 2)); // loads the library
    }

    static Result run(Rounds rounds) throws Exception {
        var bench = new CohortBench(LEADERS, PROVIDERS);
        var result = rounds.of(P14, () -> repeated(bench::flowAlone), () -> repeated(bench::assignment));
        var more = new LinkedHashMap<String, Object>();
        more.put("unit", "ms");
        more.put("tenTimes", tenTimes());
        return result.with(more);
    }

    /** Milliseconds of one, over several: a single one is too short for a machine with other things to do. */
    private static Reading repeated(Supplier<Reading> run) {
        double millis = 0;
        long wrong = 0;
        for (int i = 0; i < REPEATED; i++) {
            var reading = run.get();
            millis += reading.value();
            wrong += reading.lost();
        }
        return new Reading(millis / REPEATED, wrong, 0);
    }

    private static Map<String, Object> tenTimes() {
        var bench = new CohortBench(10 * LEADERS, 10 * PROVIDERS);
        System.gc();
        var reference = bench.flowAlone();
        long heap = heap();
        var subject = bench.assignment();
        var figures = new LinkedHashMap<String, Object>();
        figures.put("leaders", bench.graph.leaders());
        figures.put("providers", bench.graph.providers());
        figures.put("ms", Math.round(subject.value()));
        figures.put("referenceMs", Math.round(reference.value()));
        figures.put("heapMb", heap);
        figures.put("wrong", subject.lost());
        System.out.printf(
                "   ten times the size: %,.0f ms / %,.0f ms, heap %d MB%n", subject.value(), reference.value(), heap);
        return figures;
    }

    private static long heap() {
        return Math.round(
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / MB);
    }

    /** Scores like those of a ranking, best first; seats are a little short, as they are in life. */
    private static Graph graph(int leaders, int providers) {
        var random = new Random(14);
        var seats = random.ints(providers, 1, 5).toArray();
        var choices = new ArrayList<Choices>(leaders);
        for (int l = 0; l < leaders; l++) {
            choices.add(choices(random, providers));
        }
        return Graph.of(Objective.MOST_SERVED, seats, choices);
    }

    private static Choices choices(Random random, int providers) {
        var some = random.ints(0, providers)
                .distinct()
                .limit(Math.min(CHOICES, providers))
                .toArray();
        var costs = random.ints(some.length, 500, 6_000).sorted().toArray();
        return new Choices(some, costs, Choices.NOBODY, 0);
    }

    private Reading flowAlone() {
        long begun = System.nanoTime();
        var flow = new MinCostFlow();
        int sink = graph.leaders() + graph.providers();
        for (int l = 0; l < graph.leaders(); l++) {
            var of = graph.choices(l);
            for (int c = 0; c < of.providers().length; c++) {
                flow.addArcWithCapacityAndUnitCost(l, graph.leaders() + of.providers()[c], 1, of.costs()[c]);
            }
            flow.addArcWithCapacityAndUnitCost(l, sink, 1, graph.waiting());
            flow.setNodeSupply(l, 1);
        }
        for (int p = 0; p < graph.providers(); p++) {
            flow.addArcWithCapacityAndUnitCost(graph.leaders() + p, sink, graph.seats(p), 0);
        }
        flow.setNodeSupply(sink, -graph.leaders());
        if (flow.solve() != MinCostFlowBase.Status.OPTIMAL) {
            throw new IllegalStateException("no optimum");
        }
        var chosen = new ArrayList<Integer>(graph.leaders());
        int arc = 0;
        for (int l = 0; l < graph.leaders(); l++) {
            int choices = graph.choices(l).providers().length;
            for (int c = 0; c <= choices; c++, arc++) {
                if (flow.getFlow(arc) == 1) {
                    chosen.add(c);
                }
            }
        }
        double millis = (System.nanoTime() - begun) / 1e6;
        cost = flow.getOptimalCost();
        return new Reading(millis, graph.leaders() - chosen.size(), 0);
    }

    private Reading assignment() {
        long begun = System.nanoTime();
        var optimum = CohortSolver.solve(graph);
        var certificate = Certificate.of(optimum, CohortBench::person, CohortBench::person);
        List<String> faults = certificate.faults();
        double millis = (System.nanoTime() - begun) / 1e6;
        return new Reading(millis, faults.size() + (certificate.cost() == cost ? 0 : 1), 0);
    }

    private static PersonId person(int number) {
        return new PersonId(new UUID(0, number));
    }
}
