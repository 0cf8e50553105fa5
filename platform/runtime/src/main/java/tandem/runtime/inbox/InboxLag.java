package tandem.runtime.inbox;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import tandem.runtime.backlog.LagSource;

/** How far the channels are behind: ends of the partitions against what is processed here or committed by whoever had it before. */
@ApplicationScoped
class InboxLag implements LagSource {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final Channels channels;
    private final Positions positions;
    private final String brokers;
    private @Nullable Admin admin;

    InboxLag(Channels channels, Positions positions, @ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        this.channels = channels;
        this.positions = positions;
        this.brokers = brokers;
    }

    @Override
    public Map<String, Long> lags() {
        var groups = channels.topicsByGroup();
        return groups.isEmpty() ? Map.of() : lags(groups);
    }

    private Map<String, Long> lags(Map<String, List<String>> groups) {
        try {
            var partitions = partitionsOf(
                    groups.values().stream().flatMap(topics -> topics.stream()).collect(Collectors.toSet()));
            var ends = offsets(partitions, OffsetSpec.latest());
            var starts = offsets(partitions, OffsetSpec.earliest());
            var committed = committed(groups.keySet());
            var lags = new HashMap<String, Long>();
            groups.forEach((group, topics) -> lags.put(
                    group,
                    ends.entrySet().stream()
                            .filter(end -> topics.contains(end.getKey().topic()))
                            .mapToLong(end -> behind(
                                    end.getValue(),
                                    Math.max(
                                            starts.getOrDefault(end.getKey(), 0L),
                                            reached(group, end.getKey(), committed.get(group)))))
                            .sum()));
            return lags;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not say how far the consumers are behind", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private long reached(
            String group, TopicPartition partition, @Nullable Map<TopicPartition, OffsetAndMetadata> committed) {
        var stored = committed == null ? null : committed.get(partition);
        return Math.max(
                stored == null ? 0 : stored.offset(),
                positions.next(group, partition).orElse(0));
    }

    /** A partition that was lost and made anew may end before where we were. */
    private static long behind(long end, long reached) {
        return Math.max(0, end - reached);
    }

    private Set<TopicPartition> partitionsOf(Set<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        var partitions = new HashSet<TopicPartition>();
        within(admin().describeTopics(topics).allTopicNames())
                .forEach((topic, description) -> description
                        .partitions()
                        .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition()))));
        return partitions;
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        var wanted = partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
        var offsets = new HashMap<TopicPartition, Long>();
        within(admin().listOffsets(wanted).all())
                .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed(Set<String> groups)
            throws ExecutionException, InterruptedException, TimeoutException {
        var all = groups.stream()
                .collect(Collectors.toMap(Function.identity(), group -> new ListConsumerGroupOffsetsSpec()));
        return within(admin().listConsumerGroupOffsets(all).all());
    }

    private static <T> T within(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                    brokers,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    (int) ANSWER_WITHIN.toMillis(),
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    (int) ANSWER_WITHIN.toMillis()));
        }
        return admin;
    }

    synchronized void close(@Observes ShutdownEvent event) {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
            admin = null;
        }
    }
}
