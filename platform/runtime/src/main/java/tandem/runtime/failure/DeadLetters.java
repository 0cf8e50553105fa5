package tandem.runtime.failure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.runtime.Ids;
import tandem.runtime.event.EventCodec;
import tandem.runtime.sql.Feed;
import tandem.runtime.tenant.Tenants;

/**
 * Records that cannot be taken in, kept with the reason until somebody has removed the cause and replays them. Written by the feed:
 * the tenant may be what is wrong with a record.
 */
@ApplicationScoped
public class DeadLetters {

    private static final int REASON_MAX = 1_000;
    private static final int ATTRIBUTE_MAX = 256;

    private static final String QUARANTINE = """
            insert into tandem.dead_letter (id, tenant, consumer, topic, kafka_partition, kafka_offset, record_timestamp,
                                            event_id, event_type, reason, headers, key, value)
            values (:id, :tenant, :consumer, :topic, :partition, :offset, :timestamp,
                    :eventId, :eventType, :reason, cast(:headers as jsonb), :key, :value)
            on conflict (consumer, topic, kafka_partition, kafka_offset, record_timestamp) do nothing""";

    private final Jdbi feed;
    private final Map<String, Replay> replays = new ConcurrentHashMap<>();

    DeadLetters(@Feed Jdbi feed) {
        this.feed = feed;
    }

    /** Takes one record in again, as its consumer would have; throws when it still cannot. */
    @FunctionalInterface
    public interface Replay {
        void takeIn(ConsumerRecord<String, byte[]> record);
    }

    /** Names how a consumer takes in a record that is replayed. */
    public void replayWith(String consumer, Replay replay) {
        replays.put(consumer, replay);
    }

    Optional<Replay> replayOf(String consumer) {
        return Optional.ofNullable(replays.get(consumer));
    }

    /** Sets a record aside, in a transaction of its own. Doing it again, after a redelivery, changes nothing. */
    public void quarantine(String consumer, ConsumerRecord<String, byte[]> record, String reason) {
        feed.useTransaction(handle -> quarantine(handle, consumer, record, reason));
    }

    /** Sets a record aside in the transaction of the handle, for a consumer that keeps its position in the same database. */
    public void quarantine(Handle handle, String consumer, ConsumerRecord<String, byte[]> record, String reason) {
        var tenant = header(record.headers(), "ce_tenant");
        handle.createUpdate(QUARANTINE)
                .bind("id", Ids.next())
                .bind("tenant", tenant != null && Tenants.isSlug(tenant) ? tenant : null)
                .bind("consumer", consumer)
                .bind("topic", record.topic())
                .bind("partition", record.partition())
                .bind("offset", record.offset())
                .bind("timestamp", record.timestamp())
                .bind("eventId", header(record.headers(), "ce_id"))
                .bind("eventType", header(record.headers(), "ce_type"))
                .bind("reason", printable(reason, REASON_MAX))
                .bind("headers", json(record.headers()))
                .bind("key", record.key() == null ? null : record.key().getBytes(UTF_8))
                .bind("value", record.value())
                .execute();
    }

    /** Records set aside and not yet replayed. */
    public long open() {
        return feed.withHandle(
                handle -> handle.createQuery("select count(*) from tandem.dead_letter where replayed_at is null")
                        .mapTo(Long.class)
                        .one());
    }

    /** A failure in words fit for a row that people read: its kind and what it says, never a stack. */
    public static String reason(Throwable failure) {
        var state = Failures.sqlState(failure);
        var said = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return state == null
                ? said
                : "SQLSTATE " + state + ": " + said.lines().findFirst().orElse("");
    }

    static ConsumerRecord<String, byte[]> recordOf(
            String topic,
            int partition,
            long offset,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers) {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                key == null ? null : new String(key, UTF_8),
                value,
                headers,
                Optional.empty());
    }

    static Headers headersOf(String json) {
        try {
            var headers = new RecordHeaders();
            EventCodec.json()
                    .readTree(json)
                    .properties()
                    .forEach(entry -> headers.add(
                            entry.getKey(), entry.getValue().asText().getBytes(UTF_8)));
            return headers;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The headers of a dead letter cannot be read", e);
        }
    }

    private static String json(Headers headers) {
        var texts = new LinkedHashMap<String, String>();
        headers.forEach(header -> texts.put(
                printable(header.key(), ATTRIBUTE_MAX),
                header.value() == null ? "" : printable(new String(header.value(), UTF_8), REASON_MAX)));
        try {
            return EventCodec.json().writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Headers cannot be written", e);
        }
    }

    private static @Nullable String header(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? null
                : printable(new String(header.value(), UTF_8), ATTRIBUTE_MAX);
    }

    /** PostgreSQL takes no NUL, and a reader of logs no line of somebody else's making. */
    private static String printable(String text, int lengthMax) {
        var cut = text.length() > lengthMax ? text.substring(0, lengthMax) : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
