package tandem.matching.assignment;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Which leaders sit with which provider: linked lists in arrays, so that a leader changes seats in a few steps. */
final class Seated {

    private final Graph graph;
    private final int[] at;
    private final int[] first;
    private final int[] next;
    private final int[] count;

    Seated(Graph graph, int[] chosen) {
        this.graph = graph;
        at = new int[graph.leaders()];
        first = new int[graph.providers() + 1];
        next = new int[graph.leaders()];
        count = new int[graph.providers() + 1];
        Arrays.fill(first, -1);
        for (int l = at.length - 1; l >= 0; l--) {
            at[l] = node(l, chosen[l]);
            next[l] = first[at[l]];
            first[at[l]] = l;
            count[at[l]]++;
        }
    }

    /** The node of a leader's {@code nth} choice: a provider, or one past the last for waiting. */
    int node(int leader, int nth) {
        var providers = graph.choices(leader).providers();
        return nth == providers.length ? waitingNode() : providers[nth];
    }

    int waitingNode() {
        return graph.providers();
    }

    int at(int leader) {
        return at[leader];
    }

    int first(int node) {
        return first[node];
    }

    int after(int leader) {
        return next[leader];
    }

    int count(int node) {
        return count[node];
    }

    boolean hasRoom(int node) {
        return node == waitingNode() || count[node] < graph.seats(node);
    }

    IntStream waiting() {
        return IntStream.iterate(first[waitingNode()], l -> l >= 0, l -> next[l]);
    }

    void refuseOverfull() {
        for (int p = 0; p < graph.providers(); p++) {
            if (count[p] > graph.seats(p)) {
                throw new IllegalArgumentException("more leaders than seats at provider " + p);
            }
        }
    }

    /** Counts a leader elsewhere; the lists stay as they were first. */
    void move(int leader, int node) {
        count[at[leader]]--;
        at[leader] = node;
        count[node]++;
    }
}
