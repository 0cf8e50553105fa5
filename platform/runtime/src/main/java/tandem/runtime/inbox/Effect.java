package tandem.runtime.inbox;

/** What an event leads to in a service. */
@FunctionalInterface
public interface Effect {

    /** The event concerns nobody here: it costs neither a row nor a transaction, however many of its kind stream past. */
    Effect NONE = () -> {};

    /** Runs in the transaction that claims the event, as its tenant. */
    void take();
}
