package tandem.analytics.ledger;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.Topics;
import tandem.runtime.backlog.LagSource;
import tandem.runtime.sql.Feed;

/** How far the store is behind the log: ends of the partitions against the stored positions, and reports of removals still due. */
@ApplicationScoped
class LedgerLag implements LagSource {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final LedgerService ledger;
    private final Jdbi feed;
    private final String brokers;
    private final AtomicReference<@Nullable Admin> admin = new AtomicReference<>();

    LedgerLag(LedgerService ledger, @Feed Jdbi feed, @ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        this.ledger = ledger;
        this.feed = feed;
        this.brokers = brokers;
    }

    @Override
    public Map<String, Long> lags() {
        if (!ledger.isEnabled()) {
            return Map.of();
        }
        // in this order: what is taken in between may make a report due, and must not fall between the two counts
        var records = behind();
        var reports = feed.withHandle(handle -> handle.createQuery("select count(*) from removal_duties")
                .mapTo(Long.class)
                .one());
        return Map.of(LedgerService.CONSUMER, records, "analytics-service.removal-reports", reports);
    }

    private long behind() {
        try {
            var wanted = new HashMap<TopicPartition, OffsetSpec>();
            within(admin().describeTopics(Topics.ALL).allTopicNames())
                    .forEach((topic, description) -> description
                            .partitions()
                            .forEach(partition ->
                                    wanted.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
            var ends = within(admin().listOffsets(wanted).all());
            var positions = new Positions(feed).all();
            return ends.entrySet().stream()
                    .mapToLong(end -> Math.max(0, end.getValue().offset() - positions.getOrDefault(end.getKey(), 0L)))
                    .sum();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not say how far the ledger is behind", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static <T> T within(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized Admin admin() {
        var running = admin.get();
        if (running != null) {
            return running;
        }
        var timeout = (int) ANSWER_WITHIN.toMillis();
        var started = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout));
        admin.set(started);
        return started;
    }

    void close(@Observes ShutdownEvent event) {
        var running = admin.getAndSet(null);
        if (running != null) {
            running.close(Duration.ofSeconds(1));
        }
    }
}
