package tandem.analytics.ledger;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jdbi.v3.core.Jdbi;
import tandem.events.Topics;

/**
 * Fills an empty store from the whole log, from its first record up to the last there was when it began, by a worker as the service has
 * them. A record nobody can take in is passed over, as it was set aside before.
 */
public final class Replay {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Jdbi feed;
    private final String brokers;
    private final Clock clock;

    public Replay(Jdbi feed, String brokers, Clock clock) {
        this.feed = feed;
        this.brokers = brokers;
        this.clock = clock;
    }

    /**
     * What a replay did.
     *
     * @param taken records taken in
     * @param passedOver records that cannot be taken in
     */
    public record Replayed(long taken, long passedOver) {}

    /** Returns when the store has it all; {@code progress} hears how many records it has. */
    public Replayed run(LongConsumer progress) {
        var settings = LedgerSettings.standard();
        var positions = new Positions(feed);
        var passedOver = new AtomicLong();
        var ledger = new Ledger(feed, clock, 0, (handle, record, reason) -> passedOver.incrementAndGet());
        var ends = ends(settings);
        try (var worker = new LedgerConsumer(() -> consumer(settings), ledger, positions, settings, clock)) {
            Thread.ofPlatform().name("replay").daemon().start(worker);
            var seen = 0L;
            var giveUp = System.nanoTime() + PATIENCE.toNanos();
            while (!hasAll(positions, ends)) {
                pause();
                if (worker.taken() > seen) {
                    seen = worker.taken();
                    giveUp = System.nanoTime() + PATIENCE.toNanos();
                    progress.accept(seen);
                } else if (System.nanoTime() > giveUp) {
                    throw new IllegalStateException(
                            "the log ends at %s, and the replay stands still at %s".formatted(ends, positions.all()));
                }
            }
            return new Replayed(worker.taken(), passedOver.get());
        }
    }

    private static boolean hasAll(Positions positions, Map<TopicPartition, Long> ends) {
        var reached = positions.all();
        return ends.entrySet().stream().allMatch(end -> reached.getOrDefault(end.getKey(), -1L) >= end.getValue());
    }

    private Map<TopicPartition, Long> ends(LedgerSettings settings) {
        try (var consumer = consumer(settings)) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (var topic : Topics.ALL) {
                consumer.partitionsFor(topic)
                        .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
            }
            return consumer.endOffsets(partitions);
        }
    }

    /** A group of its own: the service goes on beside it. */
    private KafkaConsumer<String, byte[]> consumer(LedgerSettings settings) {
        return new KafkaConsumer<>(
                LedgerService.consumerSettings(
                        brokers, "analytics-service.replay-" + UUID.randomUUID(), settings.pollMax()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in the middle of a replay; its store is of no use", e);
        }
    }
}
