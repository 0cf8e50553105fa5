package tandem.simulator.client;

import java.time.Instant;
import tandem.events.EventTypes;

/** An event before it is sent: its identity, when it happened, and one of the input records of the contract. */
public record InboundEvent(String source, String id, Instant time, Object data) {
    public String type() {
        return EventTypes.typeOf(data.getClass());
    }
}
