package tandem.matching.assignment;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Settles which of the equally good assignments is taken. By complementary slackness the best assignments are exactly those along
 * choices without slack ({@code worth = cost + price}) that leave no seat of a price above 0 empty. So a leader may change to a better
 * choice without slack when others can move on, each along such a choice, until the seat left behind is filled, or may stay empty.
 */
final class Ties {

    private final Graph graph;
    private final int[] chosen;
    private final long[] prices;
    private final long[] worths;
    private final Seated seated;
    private final int waiting;

    /** Stands for all the seats nobody needs. */
    private final int spare;

    /** Choices without slack by the provider they lead to: leader and place, one after the other. */
    private final int[][] into;

    /** Per node, the step that leads from it towards the seat left behind. */
    private final int[] towards;

    private final int[] mover;
    private final int[] movesTo;
    private boolean[] reached;

    Ties(Graph graph, int[] chosen, long[] prices, long[] worths) {
        this.graph = graph;
        this.chosen = chosen;
        this.prices = prices;
        this.worths = worths;
        seated = new Seated(graph, chosen);
        waiting = graph.providers();
        spare = waiting + 1;
        towards = new int[spare + 1];
        mover = new int[spare + 1];
        movesTo = new int[spare + 1];
        reached = new boolean[spare + 1];
        into = slackless();
    }

    void settle() {
        for (int leader = 0; leader < chosen.length; leader++) {
            if (wouldRather(leader)) {
                improve(leader);
            }
        }
    }

    private boolean wouldRather(int leader) {
        for (int c = 0; c < chosen[leader]; c++) {
            if (isSlackless(leader, c)) {
                return true;
            }
        }
        return false;
    }

    private void improve(int leader) {
        int left = seated.at(leader);
        reach(left, leader);
        for (int c = 0; c < chosen[leader]; c++) {
            int node = seated.node(leader, c);
            if (isSlackless(leader, c) && reached[node]) {
                move(leader, c);
                moveOn(node, left);
                return;
            }
        }
    }

    /** Which nodes can pass somebody on until the seat left behind is filled or may stay empty; only leaders not settled yet move. */
    private void reach(int left, int settled) {
        reached = new boolean[spare + 1];
        var queue = new ArrayDeque<Integer>();
        reached[left] = true;
        queue.add(left);
        while (!queue.isEmpty()) {
            int node = queue.remove();
            if (node == spare) {
                for (int from = 0; from <= waiting; from++) {
                    if (seated.hasRoom(from)) {
                        arrive(from, spare, -1, -1, queue);
                    }
                }
                continue;
            }
            if (node == waiting || prices[node] == 0) {
                arrive(spare, node, -1, -1, queue);
            }
            var choices = into[node];
            for (int i = 0; i < choices.length; i += 2) {
                int mover = choices[i];
                if (mover > settled && seated.at(mover) != node) {
                    arrive(seated.at(mover), node, mover, choices[i + 1], queue);
                }
            }
        }
    }

    private void arrive(int from, int to, int leader, int choice, ArrayDeque<Integer> queue) {
        if (!reached[from]) {
            reached[from] = true;
            towards[from] = to;
            mover[from] = leader;
            movesTo[from] = choice;
            queue.add(from);
        }
    }

    private void moveOn(int from, int left) {
        for (int node = from; node != left; node = towards[node]) {
            if (mover[node] >= 0) {
                move(mover[node], movesTo[node]);
            }
        }
    }

    private void move(int leader, int choice) {
        seated.move(leader, seated.node(leader, choice));
        chosen[leader] = choice;
    }

    private boolean isSlackless(int leader, int choice) {
        int node = seated.node(leader, choice);
        return graph.cost(leader, choice) + (node == waiting ? 0 : prices[node]) == worths[leader];
    }

    private int[][] slackless() {
        var sizes = new int[waiting + 1];
        each((node, leader, choice) -> sizes[node] += 2);
        var found = new int[waiting + 1][];
        Arrays.setAll(found, node -> new int[sizes[node]]);
        Arrays.fill(sizes, 0);
        each((node, leader, choice) -> {
            found[node][sizes[node]++] = leader;
            found[node][sizes[node]++] = choice;
        });
        return found;
    }

    /** One choice without slack. */
    private interface Visit {
        void at(int node, int leader, int choice);
    }

    private void each(Visit visit) {
        for (int l = 0; l < chosen.length; l++) {
            var of = graph.choices(l);
            for (int c = 0; c < of.providers().length && of.costs()[c] <= worths[l]; c++) {
                if (isSlackless(l, c)) {
                    visit.at(of.providers()[c], l, c);
                }
            }
            if (worths[l] == graph.waiting()) {
                visit.at(waiting, l, of.providers().length);
            }
        }
    }
}
