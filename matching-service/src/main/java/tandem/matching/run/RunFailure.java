package tandem.matching.run;

/** Why a run was given up. */
public enum RunFailure {
    /** The proof of the plan did not hold each time it was tried: nothing of it was kept. */
    UNPROVEN,
    /** Anything else; what it was stands in the log. What had been proposed by then stays. */
    BROKEN_OFF;

    static RunFailure of(RuntimeException cause) {
        return cause instanceof Unproven ? UNPROVEN : BROKEN_OFF;
    }

    /** A plan whose certificate does not hold is never kept. */
    static final class Unproven extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unproven(String fault) {
            super(fault);
        }
    }
}
