package tandem.analytics.ledger;

/** Somebody else took these records: the position is not where this consumer believes. Nothing was written. */
public final class Fenced extends RuntimeException {
    public Fenced() {
        super("the position has moved on");
    }
}
