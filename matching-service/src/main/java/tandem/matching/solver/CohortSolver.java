package tandem.matching.solver;

import com.google.ortools.Loader;
import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;
import java.util.ArrayList;
import java.util.List;
import tandem.matching.assignment.Graph;
import tandem.matching.assignment.Objective;
import tandem.matching.assignment.Optimum;
import tandem.matching.scoring.Choices;

/**
 * Finds the best assignment of a cohort as a flow of least cost. It begins with the first choices of every leader and looks further down
 * a ranking only where the prices say that it could matter, so the answer is that of the whole graph.
 */
public final class CohortSolver {

    /** More than most leaders ever need, few enough for a graph of thousands. */
    static final int FIRST_CHOICES = 50;

    private static final int GROWTH = 4;

    private CohortSolver() {}

    /** The first places of a leader's ranking, at most so many. */
    @FunctionalInterface
    public interface Rankings {
        Choices of(int leader, int top);
    }

    /** The library is unpacked and loaded once, when somebody first needs it. */
    private static final class Library {
        static {
            Loader.loadNativeLibraries();
        }

        static MinCostFlow flow() {
            return new MinCostFlow();
        }
    }

    /**
     * The best assignment over all eligible pairs.
     *
     * @param seats free seats of each provider
     */
    public static Optimum solve(Objective objective, int[] seats, int leaders, Rankings rankings) {
        List<Choices> choices = new ArrayList<>(leaders);
        for (int l = 0; l < leaders; l++) {
            choices.add(rankings.of(l, FIRST_CHOICES));
        }
        while (true) {
            var optimum = solve(Graph.of(objective, seats, choices));
            var undecided = optimum.undecided();
            if (undecided.length == 0) {
                return optimum;
            }
            for (int l : undecided) {
                choices.set(l, rankings.of(l, choices.get(l).providers().length * GROWTH));
            }
        }
    }

    /** The best assignment of one graph, ties settled and prices found. */
    public static Optimum solve(Graph graph) {
        return Optimum.of(graph, chosen(graph));
    }

    private static int[] chosen(Graph graph) {
        var flow = Library.flow();
        int sink = graph.leaders() + graph.providers();
        for (int l = 0; l < graph.leaders(); l++) {
            var choices = graph.choices(l);
            for (int c = 0; c < choices.providers().length; c++) {
                flow.addArcWithCapacityAndUnitCost(l, graph.leaders() + choices.providers()[c], 1, choices.costs()[c]);
            }
            flow.addArcWithCapacityAndUnitCost(l, sink, 1, graph.waiting());
            flow.setNodeSupply(l, 1);
        }
        for (int p = 0; p < graph.providers(); p++) {
            flow.addArcWithCapacityAndUnitCost(graph.leaders() + p, sink, graph.seats(p), 0);
        }
        flow.setNodeSupply(sink, -graph.leaders());
        var status = flow.solve();
        if (status != MinCostFlowBase.Status.OPTIMAL) {
            throw new IllegalStateException("the solver ended " + status);
        }
        return read(graph, flow);
    }

    private static int[] read(Graph graph, MinCostFlow flow) {
        var chosen = new int[graph.leaders()];
        int arc = 0;
        for (int l = 0; l < chosen.length; l++) {
            int waiting = graph.choices(l).providers().length;
            for (int c = 0; c <= waiting; c++, arc++) {
                if (flow.getFlow(arc) == 1) {
                    chosen[l] = c;
                }
            }
        }
        return chosen;
    }
}
