package tandem.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import tandem.events.EventTypes;
import tandem.events.ImpactEvent;
import tandem.events.IntakeEvent;
import tandem.events.MatchingEvent;
import tandem.events.PersonId;
import tandem.events.ProfileState;
import tandem.events.Purpose;
import tandem.events.SessionEvent;
import tandem.events.TandemEvent;
import tandem.events.Topics;
import tandem.runtime.Ids;
import tandem.runtime.event.EventCodec;

/** What a listener gets from Kafka, made by hand. */
public final class Records {

    /** Programme time of every record that is not given another: 2030-01-01T09:00Z. */
    public static final Instant TIME = Instant.parse("2030-01-01T09:00:00Z");

    private static final AtomicLong OFFSETS = new AtomicLong();

    private Records() {}

    /** The event as its service would have published it. */
    public static ConsumerRecord<String, byte[]> of(TandemEvent event, String tenant, long sequence) {
        return of(event, tenant, sequence, TIME);
    }

    public static ConsumerRecord<String, byte[]> of(TandemEvent event, String tenant, long sequence, Instant time) {
        var record = bare(topicOf(event), event.subject(), EventCodec.write(event));
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", Ids.next().toString());
        header(record, "ce_source", sourceOf(event));
        header(record, "ce_type", EventTypes.typeOf(event.getClass()));
        header(record, "ce_subject", event.subject());
        header(record, "ce_tenant", tenant);
        header(record, "ce_time", time.toString());
        header(record, "ce_sequence", Long.toString(sequence));
        return record;
    }

    /** That a purpose allows nothing any more: a record without a value. */
    public static ConsumerRecord<String, byte[]> nothing(PersonId person, Purpose purpose, String tenant) {
        var key = ProfileState.key(person, purpose);
        var record = bare(Topics.PROFILE, key, null);
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", Ids.next().toString());
        header(record, "ce_source", "intake-service");
        header(record, "ce_subject", key);
        header(record, "ce_tenant", tenant);
        header(record, "ce_time", TIME.toString());
        header(record, "ce_sequence", "0");
        return record;
    }

    /** One poll with these records, all of one topic, in this order. */
    public static ConsumerRecords<String, byte[]> poll(List<ConsumerRecord<String, byte[]>> records) {
        var first = records.getFirst();
        return new ConsumerRecords<>(Map.of(new TopicPartition(first.topic(), first.partition()), records), Map.of());
    }

    /** The poll with one event. */
    public static ConsumerRecords<String, byte[]> poll(TandemEvent event, String tenant, long sequence) {
        return poll(List.of(of(event, tenant, sequence)));
    }

    private static ConsumerRecord<String, byte[]> bare(String topic, String key, byte @Nullable [] value) {
        return new ConsumerRecord<>(topic, 0, OFFSETS.getAndIncrement(), key, value);
    }

    private static void header(ConsumerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String topicOf(TandemEvent event) {
        return switch (event) {
            case ProfileState e -> Topics.PROFILE;
            case IntakeEvent e -> Topics.INTAKE;
            case MatchingEvent e -> Topics.MATCHING;
            case SessionEvent e -> Topics.SESSION;
            case ImpactEvent e -> Topics.IMPACT;
        };
    }

    private static String sourceOf(TandemEvent event) {
        return switch (event) {
            case ProfileState e -> "intake-service";
            case IntakeEvent e -> "intake-service";
            case MatchingEvent e -> "matching-service";
            case SessionEvent e -> "session-service";
            case ImpactEvent e -> "analytics-service";
        };
    }
}
