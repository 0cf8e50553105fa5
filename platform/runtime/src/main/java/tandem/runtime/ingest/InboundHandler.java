package tandem.runtime.ingest;

import java.util.List;
import java.util.Set;

/**
 * What a service does with one type of inbound event. Events of one type that stand next to each other come as one list, in their
 * order, so that a handler can write them in bulk; a list of one sets the {@link tandem.runtime.event.Cause}.
 */
public interface InboundHandler<T> {

    /** The record of the contract. */
    Class<T> type();

    /** Who may post it: one of these roles is enough. */
    Set<String> roles();

    /**
     * Runs in the transaction of the claim; answers a verdict for each event, in their order. Of a rejected event nothing may have
     * been written. An exception refuses the whole list: it is then redone one by one.
     */
    List<Verdict> apply(List<Inbound<T>> events);
}
