package tandem.verify.audit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads every topic of the platform from its first record to where it ended when the reading began. */
final class LogReader {
    private static final String PREFIX = "tandem.";
    private static final Duration CATCH_UP = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Map<String, Object> connection;

    /** One record, its attributes as far as they can be read; {@code id} is null when it is no event of ours. */
    record Entry(
            String topic,
            int partition,
            long offset,
            @Nullable UUID id,
            String tenant,
            String source,
            String type,
            String subject,
            long sequence,
            String key,
            boolean empty) {}

    /** Where a partition ends. */
    record End(String topic, int partition, long offset) {}

    /** How far a consumer group has committed. */
    record Commit(String group, String topic, int partition, long offset) {}

    LogReader(String bootstrapServers) {
        connection = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    }

    List<End> read(Consumer<Entry> sink) {
        try (var consumer = new KafkaConsumer<>(connection, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var left = new HashSet<>(partitions);
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!left.isEmpty()) {
                consumer.poll(POLL).forEach(entry -> sink.accept(entry(entry)));
                left.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
                if (System.nanoTime() > deadline) {
                    throw new KafkaException("The log could not be read to its end within " + PATIENCE);
                }
            }
            return ends.entrySet().stream()
                    .map(end -> new End(end.getKey().topic(), end.getKey().partition(), end.getValue()))
                    .toList();
        } catch (KafkaException e) {
            throw new AuditFailed("Cannot read the log: " + e.getMessage(), e);
        }
    }

    /** How far the groups have come, once all are where the log ends or have had the time to get there: they commit now and then. */
    List<Commit> commits(List<End> ends) {
        var lengths = ends.stream()
                .collect(Collectors.toMap(end -> new TopicPartition(end.topic(), end.partition()), End::offset));
        var deadline = System.nanoTime() + CATCH_UP.toNanos();
        while (true) {
            var commits = commits();
            boolean behind = commits.stream()
                    .anyMatch(commit -> commit.offset()
                            != lengths.getOrDefault(
                                    new TopicPartition(commit.topic(), commit.partition()), commit.offset()));
            if (!behind || System.nanoTime() > deadline) {
                return commits;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private List<Commit> commits() {
        try (var admin = Admin.create(connection)) {
            var commits = new ArrayList<Commit>();
            for (var group : admin.listGroups().all().get()) {
                var offsets = admin.listConsumerGroupOffsets(group.groupId())
                        .partitionsToOffsetAndMetadata()
                        .get();
                offsets.forEach((partition, offset) -> {
                    if (offset != null) {
                        commits.add(
                                new Commit(group.groupId(), partition.topic(), partition.partition(), offset.offset()));
                    }
                });
            }
            return commits;
        } catch (ExecutionException | KafkaException e) {
            throw new AuditFailed("Cannot ask Kafka for committed positions: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuditFailed("Interrupted while asking Kafka for committed positions", e);
        }
    }

    private static Collection<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.listTopics().entrySet().stream()
                .filter(topic -> topic.getKey().startsWith(PREFIX))
                .flatMap(topic -> topic.getValue().stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static Entry entry(ConsumerRecord<byte[], byte[]> found) {
        var sequence = header(found, "ce_sequence");
        return new Entry(
                found.topic(),
                found.partition(),
                found.offset(),
                uuid(header(found, "ce_id")),
                header(found, "ce_tenant"),
                header(found, "ce_source"),
                header(found, "ce_type"),
                header(found, "ce_subject"),
                sequence.matches("\\d{1,18}") ? Long.parseLong(sequence) : -1,
                found.key() == null ? "" : new String(found.key(), StandardCharsets.UTF_8),
                found.value() == null);
    }

    private static String header(ConsumerRecord<byte[], byte[]> found, String name) {
        var header = found.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
