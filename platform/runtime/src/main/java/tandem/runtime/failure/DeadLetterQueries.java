package tandem.runtime.failure;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.sql.Feed;

/** Dead letters as people and machines may see them: where from, when and why, never the content. */
@ApplicationScoped
class DeadLetterQueries {

    private static final String COLUMNS =
            "id, consumer, topic, kafka_partition, kafka_offset, event_id, event_type, reason, created_at, replayed_at";

    private static final String PAGE = """
            select %s from tandem.dead_letter
            where tenant is not distinct from :tenant and id > :after
            order by id limit :limit""".formatted(COLUMNS);

    private static final String KEPT = """
            select tenant, consumer, topic, kafka_partition, kafka_offset, record_timestamp, headers::text, key, value
            from tandem.dead_letter
            where id = ? and (tenant = ? or (? and tenant is null))""";

    private static final UUID FIRST = new UUID(0, 0);

    private final Jdbi feed;

    DeadLetterQueries(@Feed Jdbi feed) {
        this.feed = feed;
    }

    /** One line of the list. */
    public record DeadLetter(
            UUID id,
            String consumer,
            String topic,
            int kafkaPartition,
            long kafkaOffset,
            @Nullable String eventId,
            @Nullable String eventType,
            String reason,
            Instant createdAt,
            @Nullable Instant replayedAt) {}

    /** The letters of a tenant, or of no tenant for null. */
    Page<DeadLetter> page(@Nullable String tenant, Optional<Cursor> after, int limit) {
        var rows = feed.withHandle(handle -> handle.createQuery(PAGE)
                .bind("tenant", tenant)
                .bind("after", after.map(cursor -> cursor.uuid(0)).orElse(FIRST))
                .bind("limit", limit + 1)
                .map(ConstructorMapper.of(DeadLetter.class))
                .list());
        return Page.of(rows, limit, letter -> Cursor.of(letter.id()));
    }

    /** What it takes to replay a letter; empty when there is none, or none the caller may see. */
    Optional<Kept> find(UUID id, String tenant, boolean anyTenant) {
        return feed.withHandle(handle -> handle.createQuery(KEPT)
                .bind(0, id)
                .bind(1, tenant)
                .bind(2, anyTenant)
                .map((row, context) -> new Kept(
                        row.getString("consumer"),
                        DeadLetters.recordOf(
                                row.getString("topic"),
                                row.getInt("kafka_partition"),
                                row.getLong("kafka_offset"),
                                row.getLong("record_timestamp"),
                                row.getBytes("key"),
                                row.getBytes("value"),
                                DeadLetters.headersOf(row.getString("headers")))))
                .findOne());
    }

    /** A letter with its record as it came. */
    record Kept(String consumer, ConsumerRecord<String, byte[]> record) {}
}
