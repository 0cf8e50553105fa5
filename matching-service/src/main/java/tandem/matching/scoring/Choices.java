package tandem.matching.scoring;

/**
 * The first places of a leader's ranking as an assignment sees them.
 *
 * @param providers positions in the pool, in the order of the ranking
 * @param costs one per provider, never falling
 * @param next what the first place left out would cost; {@link #NOBODY} when none was
 * @param wished how many of the leader's wishes the best eligible provider meets: no place can forgo more
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of them lie in a graph; never compared
public record Choices(int[] providers, int[] costs, int next, int wished) {

    /** Of {@link #next}: nobody was left out. */
    public static final int NOBODY = Integer.MAX_VALUE;

    /** A forgone wish costs more than all points of a score, so that a wish ranks before the score here too (R45). */
    public static final int WISH = 10_001;

    /**
     * What a pair costs: {@code 10,001 × wishes forgone + (10,000 − hundredths of the score)}. Rises exactly where the leader's ranking
     * falls, and is the same for two places that differ in coverage only.
     *
     * @param wishesForgone wishes the leader's best eligible provider meets, less those this one meets
     * @param centis the score in hundredths of a point, 0 to 10,000
     */
    public static int cost(int wishesForgone, int centis) {
        return WISH * wishesForgone + 10_000 - centis;
    }
}
