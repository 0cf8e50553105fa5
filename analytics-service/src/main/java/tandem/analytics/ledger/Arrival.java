package tandem.analytics.ledger;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tandem.analytics.erasure.Registers;
import tandem.events.Envelope;
import tandem.events.EventTypes;
import tandem.events.ProfileState;
import tandem.events.TandemEvent;
import tandem.runtime.event.EventCodec;
import tandem.runtime.event.Undecodable;

/**
 * An event as it came out of Kafka.
 *
 * @param stored as the ledger may keep it
 * @param event what it says; null for a type this build does not know, and for an event that may say nothing any more
 */
record Arrival(
        String topic,
        Envelope<byte[]> stored,
        boolean redacted,
        @Nullable Envelope<TandemEvent> event) {
    private static final int ATTRIBUTE_MAX = 256;

    /** Reads a record; {@link Undecodable} when it can never become an event. */
    static Arrival of(ConsumerRecord<String, byte[]> record, Registers registers) {
        if (record.key() == null) {
            throw new Undecodable("no key");
        }
        var raw = withValue(EventCodec.attributes(record));
        var type = EventTypes.recordOf(raw.type());
        if (type.isPresent()
                && (!TandemEvent.class.isAssignableFrom(type.get())
                        || ProfileState.class.isAssignableFrom(type.get()))) {
            throw new Undecodable("type " + raw.type() + " is no history");
        }
        var screened = registers.screen(raw);
        var event =
                type.isPresent() && !screened.redacted() ? EventCodec.read(screened.event(), TandemEvent.class) : null;
        return new Arrival(record.topic(), screened.event(), screened.redacted(), event);
    }

    @SuppressWarnings("NullAway") // the value is checked: the envelope's type cannot say so
    private static Envelope<byte[]> withValue(Envelope<byte @Nullable []> raw) {
        if (raw.data() == null) {
            throw new Undecodable("no value");
        }
        if (raw.type().length() > ATTRIBUTE_MAX
                || raw.source().length() > ATTRIBUTE_MAX
                || raw.subject().length() > ATTRIBUTE_MAX) {
            throw new Undecodable("an attribute is too long");
        }
        return raw;
    }
}
