package tandem.runtime.outbox;

import static java.time.temporal.ChronoUnit.MICROS;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import tandem.events.EventTypes;
import tandem.events.PersonId;
import tandem.events.ProfileState;
import tandem.events.Purpose;
import tandem.events.TandemEvent;
import tandem.events.Topics;
import tandem.runtime.Ids;
import tandem.runtime.event.Cause;
import tandem.runtime.event.EventCodec;
import tandem.runtime.event.StateKey;
import tandem.runtime.event.Traces;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/**
 * Writes events in the transaction of the change they tell. Outside a transaction it refuses: an event without its change, or a
 * change without its event, is the bug this exists to prevent. Any number of events costs one statement.
 */
@ApplicationScoped
public class Outbox {

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
            select drawn.xid, ?, ?, e.id, e.type, e.subject, ?, drawn.last - e.following, e.causation, ?, e.payload
            from unnest(?::uuid[], ?::text[], ?::text[], ?::int[], ?::text[], ?::bytea[]) with ordinality
                     as e (id, type, subject, following, causation, payload, place)
            join drawn on drawn.subject = e.subject
            order by e.place""";

    private static final String APPEND_STATES = """
            insert into tandem.outbox (tenant, topic, id, type, subject, ce_time, sequence, causation, traceparent, person, purpose)
            select ?, ?, s.id, s.type, s.person || ':' || s.purpose, ?, 0, ?, ?, s.person, s.purpose
            from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[]) with ordinality
                     as s (id, type, person, purpose, place)
            order by s.place""";

    private final AgroalDataSource dataSource;
    private final Tenants tenants;
    private final Clock clock;
    private final String topic;
    private final CommitSignal committed;

    Outbox(
            AgroalDataSource dataSource,
            Tenants tenants,
            @ProgrammeTime Clock clock,
            @ConfigProperty(name = "tandem.topic") String topic,
            CommitSignal committed) {
        this.dataSource = dataSource;
        this.tenants = tenants;
        this.clock = clock;
        this.topic = topic;
        this.committed = committed;
    }

    /** Tells one fact on this service's topic. */
    @Transactional(TxType.MANDATORY)
    public void append(TandemEvent event) {
        write(List.of(new Caused(event, Cause.current())));
    }

    /** Tells many facts, in this order. */
    @Transactional(TxType.MANDATORY)
    public void appendAll(List<? extends TandemEvent> events) {
        var cause = Cause.current();
        write(events.stream().map(event -> new Caused(event, cause)).toList());
    }

    /** Tells many facts, in this order, each with a cause of its own. */
    @Transactional(TxType.MANDATORY)
    public void appendCaused(List<Caused> events) {
        write(events);
    }

    /** Tells that what the purpose allows to be known about the person has changed, or is nothing any more. */
    @Transactional(TxType.MANDATORY)
    public void profileChanged(PersonId person, Purpose purpose) {
        writeStates(List.of(new StateKey(person, purpose)));
    }

    /** As {@link #profileChanged}, for many. */
    @Transactional(TxType.MANDATORY)
    public void profilesChanged(Collection<StateKey> keys) {
        writeStates(keys);
    }

    private void write(List<Caused> events) {
        if (events.isEmpty()) {
            return;
        }
        var rows = new Rows(events);
        var tenant = tenants.current();
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(APPEND)) {
            statement.setString(1, tenant);
            statement.setArray(2, connection.createArrayOf("text", rows.distinctSubjects()));
            statement.setArray(3, connection.createArrayOf("int4", rows.eventsPerSubject()));
            statement.setString(4, tenant);
            statement.setString(5, topic);
            statement.setObject(6, clock.instant().truncatedTo(MICROS).atOffset(ZoneOffset.UTC));
            statement.setString(7, Traces.current());
            statement.setArray(8, connection.createArrayOf("uuid", rows.ids));
            statement.setArray(9, connection.createArrayOf("text", rows.types));
            statement.setArray(10, connection.createArrayOf("text", rows.subjects));
            statement.setArray(11, connection.createArrayOf("int4", rows.following));
            statement.setArray(12, connection.createArrayOf("text", rows.causes));
            statement.setArray(13, connection.createArrayOf("bytea", rows.payloads));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot append to the outbox", e);
        }
        committed.afterThisTransaction();
    }

    private void writeStates(Collection<StateKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        var states = List.copyOf(keys);
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(APPEND_STATES)) {
            statement.setString(1, tenants.current());
            statement.setString(2, Topics.PROFILE);
            statement.setObject(3, clock.instant().truncatedTo(MICROS).atOffset(ZoneOffset.UTC));
            statement.setString(4, Cause.current());
            statement.setString(5, Traces.current());
            statement.setArray(
                    6,
                    connection.createArrayOf(
                            "uuid", states.stream().map(key -> Ids.next()).toArray()));
            statement.setArray(
                    7,
                    connection.createArrayOf(
                            "text",
                            states.stream()
                                    .map(key -> StateTypes.of(key.purpose()))
                                    .toArray()));
            statement.setArray(
                    8,
                    connection.createArrayOf(
                            "uuid",
                            states.stream().map(key -> key.person().value()).toArray()));
            statement.setArray(
                    9,
                    connection.createArrayOf(
                            "text",
                            states.stream().map(key -> key.purpose().name()).toArray()));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot append to the outbox", e);
        }
        committed.afterThisTransaction();
    }

    /** The columns of the statement. Subjects are sorted, so that two transactions lock their sequences in the same order. */
    private static final class Rows {
        private final UUID[] ids;
        private final String[] types;
        private final String[] subjects;
        private final Integer[] following;
        private final @Nullable String[] causes;
        private final byte[][] payloads;
        private final TreeMap<String, Integer> counts = new TreeMap<>();

        Rows(List<Caused> events) {
            var size = events.size();
            ids = new UUID[size];
            types = new String[size];
            subjects = new String[size];
            following = new Integer[size];
            causes = new String[size];
            payloads = new byte[size][];
            for (int row = size - 1; row >= 0; row--) { // backwards: it counts what follows about the same subject
                var event = events.get(row).event();
                subjects[row] = event.subject();
                types[row] = EventTypes.typeOf(event.getClass());
                causes[row] = events.get(row).cause();
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
