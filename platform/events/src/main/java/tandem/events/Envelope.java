package tandem.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event with its CloudEvents context attributes, as it travels in Kafka headers.
 *
 * @param id UUIDv7, drawn in machine time
 * @param source the publishing service
 * @param type see {@link EventTypes}
 * @param subject aggregate and Kafka key
 * @param time programme time
 * @param sequence counter per subject, drawn under the lock of the aggregate changed; 0 for profile state
 * @param causation id of the event or request that led to this one
 */
public record Envelope<E>(
        UUID id,
        String source,
        String type,
        String tenant,
        String subject,
        Instant time,
        long sequence,
        @Nullable String causation,
        @Nullable String traceparent,
        E data) {

    private static final int AFTER_MILLISECONDS = 16;

    /** When the event was written, in machine time: a UUIDv7 begins with its milliseconds. */
    public Instant writtenAt() {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> AFTER_MILLISECONDS);
    }
}
