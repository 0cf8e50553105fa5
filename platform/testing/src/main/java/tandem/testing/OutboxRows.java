package tandem.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.EventTypes;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.events.TandemEvent;
import tandem.runtime.event.EventCodec;

/** What the application under test has told, read from its outbox in the order of telling. */
public final class OutboxRows {

    private OutboxRows() {}

    /**
     * One row of the outbox.
     *
     * @param causation what led to it, if anything is known to have
     * @param event null for a change of state, which is rendered when it is sent
     * @param person whose state changed, null for an event
     */
    public record Row(
            UUID id,
            String tenant,
            String topic,
            String type,
            String subject,
            long sequence,
            @Nullable String causation,
            @Nullable TandemEvent event,
            @Nullable PersonId person,
            @Nullable Purpose purpose) {}

    public static List<Row> all() {
        try (var connection = AppDatabase.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select id, tenant, topic, type, subject, sequence, causation, person, purpose, payload
                          from tandem.outbox
                         order by outbox.xid, position
                        """)) {
            var all = new ArrayList<Row>();
            while (rows.next()) {
                all.add(row(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the outbox", e);
        }
    }

    public static List<Row> of(String tenant) {
        return all().stream().filter(row -> row.tenant().equals(tenant)).toList();
    }

    /** The events of one type. */
    public static <E extends TandemEvent> List<E> events(Class<E> type) {
        return all().stream()
                .map(Row::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public static <E extends TandemEvent> List<E> events(String tenant, Class<E> type) {
        return of(tenant).stream()
                .map(Row::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static Row row(ResultSet row) throws SQLException {
        var type = row.getString("type");
        var payload = row.getBytes("payload");
        var person = row.getObject("person", UUID.class);
        var purpose = row.getString("purpose");
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("tenant"),
                row.getString("topic"),
                type,
                row.getString("subject"),
                row.getLong("sequence"),
                row.getString("causation"),
                payload == null ? null : event(type, payload),
                person == null ? null : new PersonId(person),
                purpose == null ? null : Purpose.valueOf(purpose));
    }

    private static TandemEvent event(String type, byte[] payload) {
        var record = EventTypes.recordOf(type).orElseThrow(() -> new IllegalStateException("Unknown type " + type));
        try {
            return (TandemEvent) EventCodec.json().readValue(payload, record);
        } catch (IOException e) {
            throw new UncheckedIOException("Not a " + type, e);
        }
    }
}
