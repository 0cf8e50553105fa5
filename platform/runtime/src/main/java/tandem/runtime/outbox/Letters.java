package tandem.runtime.outbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import tandem.events.ProfileState;
import tandem.runtime.event.EventCodec;
import tandem.runtime.event.StateKey;

/** Turns rows of the outbox into Kafka records: CloudEvents in binary mode. States are asked for here, once per key and batch. */
final class Letters {

    private static final Header SPEC_VERSION = header("ce_specversion", "1.0");
    private static final Header CONTENT_TYPE = header("content-type", "application/json");
    private static final int KNOWN_MAX = 1_000;

    private final Header source;
    private final StateSource states;
    private final Map<String, Header> types = new HashMap<>();
    private final Map<String, Header> tenants = new HashMap<>();
    private @Nullable OffsetDateTime lastTime;
    private Header lastTimeHeader = header("ce_time", "");

    Letters(String source, StateSource states) {
        this.source = header("ce_source", source);
        this.states = states;
    }

    /** The records to send for these rows, in their order; of several changes of one state only the last is sent. */
    List<ProducerRecord<byte[], byte[]>> of(List<OutboxRow> rows) {
        var lastChange = new LinkedHashMap<Owned, OutboxRow>();
        for (var row : rows) {
            if (row.state != null) {
                lastChange.put(new Owned(row.tenant, row.state), row);
            }
        }
        var current = lastChange.isEmpty() ? Map.<Owned, ProfileState>of() : current(lastChange);
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>(rows.size());
        for (var row : rows) {
            if (row.state == null) {
                records.add(record(row, row.payload));
            } else {
                var key = new Owned(row.tenant, row.state);
                if (Objects.equals(lastChange.get(key), row)) {
                    var state = current.get(key);
                    records.add(record(row, state == null ? null : EventCodec.write(state)));
                }
            }
        }
        return records;
    }

    private Map<Owned, ProfileState> current(Map<Owned, OutboxRow> changes) {
        var byTenant = new LinkedHashMap<String, List<StateKey>>();
        changes.keySet()
                .forEach(key -> byTenant.computeIfAbsent(key.tenant(), tenant -> new ArrayList<>())
                        .add(key.key()));
        var current = new HashMap<Owned, ProfileState>();
        byTenant.forEach((tenant, keys) ->
                states.statesOf(tenant, keys).forEach((key, state) -> current.put(new Owned(tenant, key), state)));
        return current;
    }

    private ProducerRecord<byte[], byte[]> record(OutboxRow row, byte @Nullable [] value) {
        var record = new ProducerRecord<byte[], byte[]>(row.topic, row.subject.getBytes(UTF_8), value);
        var headers = record.headers();
        headers.add(SPEC_VERSION);
        headers.add(header("ce_id", row.id.toString()));
        headers.add(source);
        headers.add(known(types, "ce_type", row.type));
        headers.add(new RecordHeader("ce_subject", record.key()));
        headers.add(known(tenants, "ce_tenant", row.tenant));
        headers.add(time(row.time));
        headers.add(header("ce_sequence", Long.toString(row.sequence)));
        if (row.causation != null) {
            headers.add(new RecordHeader("ce_causationid", row.causation.getBytes(UTF_8)));
        }
        if (row.traceparent != null) {
            headers.add(header("traceparent", row.traceparent));
        }
        headers.add(CONTENT_TYPE);
        return record;
    }

    /** Neighbours mostly come from one commit and share its time. */
    private Header time(OffsetDateTime time) {
        if (!time.equals(lastTime)) {
            lastTime = time;
            lastTimeHeader = header("ce_time", time.toInstant().toString());
        }
        return lastTimeHeader;
    }

    private static Header known(Map<String, Header> known, String name, String value) {
        if (known.size() > KNOWN_MAX) {
            known.clear();
        }
        return known.computeIfAbsent(value, text -> header(name, text));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(US_ASCII));
    }

    private record Owned(String tenant, StateKey key) {}
}
