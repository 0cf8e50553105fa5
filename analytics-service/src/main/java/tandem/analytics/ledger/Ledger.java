package tandem.analytics.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.copy.CopyIn;
import tandem.analytics.copy.Copy;
import tandem.analytics.copy.CopyWriter;
import tandem.analytics.erasure.Registers;
import tandem.analytics.erasure.Removals;
import tandem.analytics.projection.Contributions;
import tandem.analytics.projection.Facts;
import tandem.analytics.projection.ImpactProfiles;
import tandem.events.Envelope;
import tandem.events.ProfileState;
import tandem.events.ProfileState.ImpactProfile;
import tandem.events.Purpose;
import tandem.events.TandemEvent;
import tandem.events.Topics;
import tandem.runtime.event.EventCodec;
import tandem.runtime.event.StateKey;
import tandem.runtime.event.Traces;
import tandem.runtime.event.Undecodable;

/**
 * Takes a poll of records into the store in one transaction: positions by compare-and-set, ledger, facts, rollups, removals,
 * quarantine. Events are copied straight into the ledger while the next ones are being decoded; only when one of them turns out
 * to be there already is the batch taken again by way of a staging table that finds out which are new. Not for two threads.
 */
public final class Ledger {
    private static final Logger LOG = Logger.getLogger(Ledger.class);
    private static final List<String> COLUMNS = List.of(
            "tenant",
            "id",
            "topic",
            "type",
            "source",
            "subject",
            "time",
            "sequence",
            "causation",
            "traceparent",
            "known_at",
            "redacted",
            "payload");
    private static final String STAGE = """
            create temporary table if not exists ledger_staging (like ledger) on commit delete rows""";
    private static final String MERGE = """
            insert into ledger select * from ledger_staging on conflict (tenant, id) do nothing returning tenant, id""";
    private static final String UNIQUE_VIOLATION = "23505";
    /** After a repetition more are likely: so many batches go the careful way before the fast one is tried again. */
    private static final int CAREFUL_BATCHES = 16;
    /** Traces that end here, of one batch: a sampled event is one in many. */
    private static final int TRACES_MAX = 32;

    private static final String SAMPLED = "-01";

    private final Jdbi feed;
    private final Clock programmeTime;
    private final int shard;
    private final Quarantine quarantine;
    private final Registers registers = new Registers();
    private final Removals removals = new Removals(registers);
    private final Facts facts = new Facts();
    private final EventCounts counts = new EventCounts();
    private final CopyWriter rows = new CopyWriter();
    private final List<String> traced = new ArrayList<>();
    private int carefulBatches;

    /**
     * @param feed the pool that sees every tenant
     * @param programmeTime says when Tandem knew
     * @param shard of the event counts; no two workers may share one
     */
    public Ledger(Jdbi feed, Clock programmeTime, int shard, Quarantine quarantine) {
        this.feed = feed;
        this.programmeTime = programmeTime;
        this.shard = shard;
        this.quarantine = quarantine;
    }

    /**
     * Takes these records in, all or none, and moves the positions from {@code expected}.
     *
     * @return where each partition goes on
     * @throws Fenced when the positions are not the expected ones
     */
    public Map<TopicPartition, Long> take(
            List<ConsumerRecord<String, byte[]>> records, Map<TopicPartition, Long> expected) {
        var next = new HashMap<TopicPartition, Long>();
        for (var record : records) {
            next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
        takeOnce(new Batch(records, expected, next));
        return next;
    }

    /** Takes one record in again after its cause was removed, or moves past it for good; no position moves. */
    public void takeAgain(ConsumerRecord<String, byte[]> record) {
        takeOnce(new Batch(List.of(record), Map.of(), Map.of()));
    }

    /** Moves past one record that can never be taken in. */
    public void setAside(ConsumerRecord<String, byte[]> record, Map<TopicPartition, Long> expected, String reason) {
        var next = Map.of(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        inTransaction(handle -> {
            turn(handle.getConnection(), new Batch(List.of(record), expected, next));
            quarantine.setAside(handle, record, reason);
        });
    }

    private record Batch(
            List<ConsumerRecord<String, byte[]>> records,
            Map<TopicPartition, Long> expected,
            Map<TopicPartition, Long> next) {
        boolean removes() {
            return records.stream().anyMatch(record -> {
                var type = record.headers().lastHeader("ce_type");
                return type != null
                        && type.value() != null
                        && Removals.isRequest(new String(type.value(), StandardCharsets.UTF_8));
            });
        }

        boolean isReplay() {
            return next.isEmpty();
        }
    }

    private void takeOnce(Batch batch) {
        traced.clear();
        if (carefulBatches == 0) {
            try {
                inTransaction(handle -> takeIn(handle, batch, this::copyStraight));
                tellTraces();
                return;
            } catch (Repeated e) {
                carefulBatches = CAREFUL_BATCHES;
            }
        }
        traced.clear();
        carefulBatches--;
        inTransaction(handle -> takeIn(handle, batch, this::copyNew));
        tellTraces();
    }

    /** The last span of a trace that began with a request: its event is in the store. */
    private void tellTraces() {
        traced.forEach(traceparent -> Traces.consuming("ledger", traceparent, () -> {}));
    }

    private void inTransaction(HandleConsumer<SQLException> work) {
        try {
            feed.useTransaction(work);
        } catch (SQLException e) {
            throw new IllegalStateException("the store refused a batch", e);
        }
    }

    private void takeIn(Handle handle, Batch batch, Path path) throws SQLException {
        var connection = handle.getConnection();
        facts.clear();
        counts.clear();
        turn(connection, batch);
        var known = programmeTime.instant().truncatedTo(ChronoUnit.MICROS);
        var effects = new Effects(handle, batch, known);
        path.take(batch, effects);
        facts.write(connection, known);
        counts.write(connection, shard, known);
        effects.finish();
    }

    private void turn(Connection connection, Batch batch) throws SQLException {
        var turn = Positions.take(connection, batch.removes(), batch.expected, batch.next);
        if (!turn.moved()) {
            throw new Fenced();
        }
        registers.refresh(connection, turn.erasedUntil(), turn.withdrawnUntil());
    }

    @FunctionalInterface
    private interface Path {
        void take(Batch batch, Effects effects) throws SQLException;
    }

    private void copyStraight(Batch batch, Effects effects) throws SQLException {
        try {
            copy("ledger", batch, effects, effects::take);
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new Repeated(e);
            }
            throw e;
        }
    }

    private void copyNew(Batch batch, Effects effects) throws SQLException {
        var connection = effects.handle.getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute(STAGE);
        }
        var staged = new LinkedHashMap<Identity, Arrival>();
        copy("ledger_staging", batch, effects, arrival -> {
            // an event twice in one batch is one; the merge keeps one of the two equal rows
            staged.putIfAbsent(
                    new Identity(arrival.stored().tenant(), arrival.stored().id()), arrival);
        });
        try (var statement = connection.createStatement();
                var fresh = statement.executeQuery(MERGE)) {
            while (fresh.next()) {
                var arrival = staged.get(new Identity(fresh.getString(1), fresh.getObject(2, UUID.class)));
                if (arrival == null) {
                    throw new IllegalStateException("the staging table held somebody else's rows");
                }
                effects.take(arrival);
            }
        }
    }

    private record Identity(String tenant, UUID id) {}

    @FunctionalInterface
    private interface Sink {
        void accept(Arrival arrival);
    }

    private void copy(String table, Batch batch, Effects effects, Sink sink) throws SQLException {
        rows.reset();
        var copy = Copy.into(effects.handle.getConnection(), table, COLUMNS);
        try {
            for (var record : batch.records) {
                if (record.topic().equals(Topics.PROFILE)) {
                    effects.takeState(record);
                    continue;
                }
                try {
                    var arrival = Arrival.of(record, registers);
                    write(arrival, effects.known);
                    rows.drainWhenFull(copy);
                    sink.accept(arrival);
                } catch (Undecodable e) {
                    effects.setAside(record, e);
                }
            }
            rows.finish(copy);
        } finally {
            cancel(copy);
        }
    }

    private static void cancel(CopyIn copy) {
        if (copy.isActive()) {
            try {
                copy.cancelCopy();
            } catch (SQLException e) {
                LOG.debug("a COPY that failed could not be cancelled; its connection is rolled back", e);
            }
        }
    }

    private void write(Arrival arrival, Instant known) {
        var event = arrival.stored();
        rows.row(COLUMNS.size());
        rows.text(event.tenant());
        rows.uuid(event.id());
        rows.text(arrival.topic());
        rows.text(event.type());
        rows.text(event.source());
        rows.text(event.subject());
        rows.timestamp(event.time());
        rows.bigint(event.sequence());
        rows.text(event.causation());
        rows.text(event.traceparent());
        rows.timestamp(known);
        rows.bool(arrival.redacted());
        rows.binary(event.data());
    }

    /** What follows from the new events of a batch, gathered while they are copied and written after. */
    private final class Effects {
        private final Handle handle;
        private final Batch batch;
        private final Instant known;
        private final List<Envelope<TandemEvent>> requests = new ArrayList<>();
        private final List<String> tenantsToSweep = new ArrayList<>();
        private final List<ConsumerRecord<String, byte[]>> states = new ArrayList<>();
        private final Map<ConsumerRecord<String, byte[]>, Undecodable> poison = new LinkedHashMap<>();

        Effects(Handle handle, Batch batch, Instant known) {
            this.handle = handle;
            this.batch = batch;
            this.known = known;
        }

        void take(Arrival arrival) {
            var stored = arrival.stored();
            counts.add(stored.tenant(), arrival.topic(), stored.type(), stored.time());
            var traceparent = stored.traceparent();
            if (traceparent != null && traceparent.endsWith(SAMPLED) && traced.size() < TRACES_MAX) {
                traced.add(traceparent);
            }
            var event = arrival.event();
            if (event != null) {
                facts.add(Contributions.of(event), known);
                if (Removals.isRequest(stored.type())) {
                    requests.add(event);
                }
            }
            if (removals.mayComplete(stored) && !tenantsToSweep.contains(stored.tenant())) {
                tenantsToSweep.add(stored.tenant());
            }
        }

        void takeState(ConsumerRecord<String, byte[]> record) {
            states.add(record);
        }

        void setAside(ConsumerRecord<String, byte[]> record, Undecodable reason) {
            if (batch.isReplay()) {
                throw reason; // it stands in the quarantine already
            }
            poison.put(record, reason);
        }

        void finish() throws SQLException {
            var connection = handle.getConnection();
            for (var record : states) {
                try {
                    putState(connection, record);
                } catch (Undecodable e) {
                    setAside(record, e);
                }
            }
            for (var request : requests) {
                removals.apply(connection, request);
            }
            for (var tenant : tenantsToSweep) {
                removals.sweep(connection, tenant);
            }
            poison.forEach((record, reason) -> {
                LOG.errorf(
                        "set aside %s-%d offset %d: %s",
                        record.topic(), record.partition(), record.offset(), reason.getMessage());
                quarantine.setAside(handle, record, String.valueOf(reason.getMessage()));
            });
        }

        private void putState(Connection connection, ConsumerRecord<String, byte[]> record) throws SQLException {
            var raw = EventCodec.attributes(record);
            var key = keyOf(record);
            if (key.purpose() != Purpose.IMPACT
                    || registers.erasedAs(raw.tenant(), key.person().value()) != null) {
                return;
            }
            if (raw.data() == null) {
                ImpactProfiles.blank(connection, raw.tenant(), key.person());
            } else if (EventCodec.read(raw, ProfileState.class).data() instanceof ImpactProfile state
                    && state.person().equals(key.person())) {
                ImpactProfiles.put(connection, raw.tenant(), state);
            } else {
                throw new Undecodable("key and state are not of the same person and purpose");
            }
        }

        private static StateKey keyOf(ConsumerRecord<String, byte[]> record) {
            try {
                return StateKey.parse(record.key() == null ? "" : record.key());
            } catch (IllegalArgumentException e) {
                throw new Undecodable("the key is no person and purpose", e);
            }
        }
    }

    /** An event of the batch was there already. */
    private static final class Repeated extends RuntimeException {
        Repeated(SQLException cause) {
            super(cause);
        }
    }
}
