package tandem.runtime.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.runtime.event.StateKey;

/** An event as it waits to be sent: with its JSON, or with the key of the state to send. */
final class OutboxRow {

    static final String COLUMNS =
            "xid, position, tenant, topic, id, type, subject, ce_time, sequence, causation, traceparent, person, purpose, payload";

    final OutboxPosition at;
    final String tenant;
    final String topic;
    final UUID id;
    final String type;
    final String subject;
    final OffsetDateTime time;
    final long sequence;
    final @Nullable String causation;
    final @Nullable String traceparent;
    final @Nullable StateKey state;
    final byte @Nullable [] payload;

    /** Reads the {@link #COLUMNS}. */
    OutboxRow(ResultSet row) throws SQLException {
        at = new OutboxPosition(row.getLong(1), row.getLong(2));
        tenant = row.getString(3);
        topic = row.getString(4);
        id = row.getObject(5, UUID.class);
        type = row.getString(6);
        subject = row.getString(7);
        time = row.getObject(8, OffsetDateTime.class);
        sequence = row.getLong(9);
        causation = row.getString(10);
        traceparent = row.getString(11);
        state = state(row.getObject(12, UUID.class), row.getString(13));
        payload = row.getBytes(14);
    }

    private static @Nullable StateKey state(@Nullable UUID person, @Nullable String purpose) {
        return person == null || purpose == null ? null : new StateKey(new PersonId(person), Purpose.valueOf(purpose));
    }
}
