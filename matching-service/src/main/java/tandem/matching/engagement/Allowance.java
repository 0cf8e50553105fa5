package tandem.matching.engagement;

/**
 * How many leaders of a programme may be given another provider for fit: strictly less than a tenth of those with an approved match
 * (R58, W9; with 20 leaders one passes, two fail).
 *
 * @param leaders with a match that was approved, whatever became of it since
 * @param reassigned of these, how many were given another provider for fit, each counted once
 */
public record Allowance(int leaders, int reassigned) {

    private static final int ONE_IN = 10;

    /** The most that stays strictly below a tenth. */
    public int allowed() {
        return leaders == 0 ? 0 : (leaders - 1) / ONE_IN;
    }

    public int left() {
        return Math.max(0, allowed() - reassigned);
    }

    /** Whether one leader more stays within it; a leader who was reassigned before costs nothing. */
    public boolean covers(boolean reassignedBefore) {
        return reassignedBefore ? reassigned <= allowed() : reassigned < allowed();
    }
}
