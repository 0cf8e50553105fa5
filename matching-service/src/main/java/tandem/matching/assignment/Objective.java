package tandem.matching.assignment;

import tandem.matching.scoring.Choices;

/** What an assignment of a whole cohort is to be best at. */
public enum Objective {
    /**
     * The most wishes and points in all. Who waits counts as somebody with no points and every wish forgone, so it may be better to
     * let one leader wait than to give three others a worse provider.
     */
    BEST_TOTAL {
        @Override
        long waiting(int wishes, int pairs) {
            return dearest(wishes) + 1;
        }
    },
    /** As many leaders as can be served at all; among those assignments the most wishes and points. */
    MOST_SERVED {
        @Override
        long waiting(int wishes, int pairs) {
            // one more leader served shifts every provider's leaders once at the most; twice that keeps a seat's price
            // readable
            return 2 * Math.multiplyExact(pairs + 1L, dearest(wishes) + 1);
        }
    };

    /**
     * What it costs that a leader waits: more than any pair.
     *
     * @param wishes the most wishes any leader can forgo
     * @param pairs the most providers that can serve at once
     */
    abstract long waiting(int wishes, int pairs);

    private static long dearest(int wishes) {
        return Choices.cost(wishes, 0);
    }
}
