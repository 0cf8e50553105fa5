package tandem.runtime.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A posted event as the parser read it. One that could not be read, or not fully, carries why, and as much of its identity as there
 * was.
 *
 * @param fingerprint SHA-256 in hexadecimal over type and data, whatever the order of members and the spaces between them
 */
public record InboundEvent(
        @Nullable String source,
        @Nullable String id,
        @Nullable String type,
        @Nullable Instant time,
        @Nullable String fingerprint,
        @Nullable Object data,
        @Nullable Rejection rejection) {

    static InboundEvent unreadable(@Nullable String source, @Nullable String id, Rejection rejection) {
        return new InboundEvent(source, id, null, null, null, null, rejection);
    }
}
