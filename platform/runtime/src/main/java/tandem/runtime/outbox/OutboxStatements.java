package tandem.runtime.outbox;

import static java.time.temporal.ChronoUnit.MICROS;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.EventTypes;
import tandem.events.ProfileState;
import tandem.events.TandemEvent;
import tandem.events.Topics;
import tandem.runtime.Ids;
import tandem.runtime.event.Cause;
import tandem.runtime.event.EventCodec;
import tandem.runtime.event.StateKey;
import tandem.runtime.event.Traces;

/** Appends to the outbox on a connection that is in a transaction: any number of events in one statement. */
final class OutboxStatements {

    /** Well below what a broker takes by default, so that the relay never meets a record it cannot send. */
    static final int PAYLOAD_BYTES_MAX = 900_000;

    private static final String APPEND = """
            with drawn as (
                insert into tandem.subject_sequence as s (tenant, subject, last, xid)
                select ?, d.subject, d.events, pg_current_xact_id()
                from unnest(?::text[], ?::int[]) with ordinality as d (subject, events, place)
                order by d.place
                on conflict (tenant, subject) do update
                    set last = s.last + excluded.last, xid = greatest(s.xid, excluded.xid)
                returning subject, last, xid)
            insert into tandem.outbox (xid, tenant, topic, id, type, subject, ce_time, sequence, causation, traceparent, payload)
            select drawn.xid, ?, ?, e.id, e.type, e.subject, ?, drawn.last - e.following, e.causation, e.traceparent, e.payload
            from unnest(?::uuid[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::bytea[]) with ordinality
                     as e (id, type, subject, following, causation, traceparent, payload, place)
            join drawn on drawn.subject = e.subject
            order by e.place""";

    private static final String APPEND_STATES = """
            insert into tandem.outbox (tenant, topic, id, type, subject, ce_time, sequence, causation, traceparent, person, purpose)
            select ?, ?, s.id, s.type, s.person || ':' || s.purpose, ?, 0, ?, ?, s.person, s.purpose
            from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[]) with ordinality
                     as s (id, type, person, purpose, place)
            order by s.place""";

    private final Connection connection;
    private final String tenant;
    private final String topic;
    private final OffsetDateTime time;

    OutboxStatements(Connection connection, String tenant, String topic, Instant time) {
        this.connection = connection;
        this.tenant = tenant;
        this.topic = topic;
        this.time = time.truncatedTo(MICROS).atOffset(ZoneOffset.UTC);
    }

    void append(List<Caused> events) throws SQLException {
        var rows = new Rows(events);
        try (var statement = connection.prepareStatement(APPEND)) {
            statement.setString(1, tenant);
            statement.setArray(2, connection.createArrayOf("text", rows.distinctSubjects()));
            statement.setArray(3, connection.createArrayOf("int4", rows.eventsPerSubject()));
            statement.setString(4, tenant);
            statement.setString(5, topic);
            statement.setObject(6, time);
            statement.setArray(7, connection.createArrayOf("uuid", rows.ids));
            statement.setArray(8, connection.createArrayOf("text", rows.types));
            statement.setArray(9, connection.createArrayOf("text", rows.subjects));
            statement.setArray(10, connection.createArrayOf("int4", rows.following));
            statement.setArray(11, connection.createArrayOf("text", rows.causes));
            statement.setArray(12, connection.createArrayOf("text", rows.traceparents));
            statement.setArray(13, connection.createArrayOf("bytea", rows.payloads));
            statement.executeUpdate();
        }
    }

    void appendStates(List<StateKey> keys) throws SQLException {
        var ids = keys.stream().map(key -> Ids.next());
        var types = keys.stream().map(key -> StateTypes.of(key.purpose()));
        var persons = keys.stream().map(key -> key.person().value());
        var purposes = keys.stream().map(key -> key.purpose().name());
        try (var statement = connection.prepareStatement(APPEND_STATES)) {
            statement.setString(1, tenant);
            statement.setString(2, Topics.PROFILE);
            statement.setObject(3, time);
            statement.setString(4, Cause.current());
            statement.setString(5, Traces.current());
            statement.setArray(6, connection.createArrayOf("uuid", ids.toArray()));
            statement.setArray(7, connection.createArrayOf("text", types.toArray()));
            statement.setArray(8, connection.createArrayOf("uuid", persons.toArray()));
            statement.setArray(9, connection.createArrayOf("text", purposes.toArray()));
            statement.executeUpdate();
        }
    }

    /** The columns of the statement. Subjects are sorted, so that two transactions lock their sequences in the same order. */
    private static final class Rows {
        private final UUID[] ids;
        private final String[] types;
        private final String[] subjects;
        private final Integer[] following;
        private final @Nullable String[] causes;
        private final @Nullable String[] traceparents;
        private final byte[][] payloads;
        private final TreeMap<String, Integer> counts = new TreeMap<>();

        Rows(List<Caused> events) {
            var size = events.size();
            var running = Traces.current();
            ids = new UUID[size];
            types = new String[size];
            subjects = new String[size];
            following = new Integer[size];
            causes = new String[size];
            traceparents = new String[size];
            payloads = new byte[size][];
            for (int row = size - 1; row >= 0; row--) { // backwards: it counts what follows about the same subject
                var event = events.get(row).event();
                subjects[row] = event.subject();
                types[row] = EventTypes.typeOf(event.getClass());
                causes[row] = events.get(row).cause();
                traceparents[row] = events.get(row).traced(running).traceparent();
                payloads[row] = payload(event, types[row]);
                following[row] = counts.merge(subjects[row], 1, Integer::sum) - 1;
            }
            for (int row = 0; row < size; row++) {
                ids[row] = Ids.next();
            }
        }

        Object[] distinctSubjects() {
            return counts.keySet().toArray();
        }

        Object[] eventsPerSubject() {
            return counts.values().toArray();
        }

        private static byte[] payload(TandemEvent event, String type) {
            if (event instanceof ProfileState) {
                throw new IllegalArgumentException("State is not told as a fact: use profileChanged, not " + type);
            }
            var payload = EventCodec.write(event);
            if (payload.length > PAYLOAD_BYTES_MAX) {
                throw new IllegalArgumentException(type + " is too large to be sent: " + payload.length + " bytes");
            }
            return payload;
        }
    }
}
