package tandem.analytics.ledger;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import tandem.analytics.AnalyticsConfig;
import tandem.events.Topics;
import tandem.runtime.failure.Backoff;
import tandem.runtime.failure.DeadLetters;
import tandem.runtime.sql.Feed;
import tandem.runtime.time.MachineTime;
import tandem.runtime.time.ProgrammeTime;

/** Starts the workers that take events in, and keeps the ledger's partitions ahead of time. */
@ApplicationScoped
public class LedgerService {
    /** Consumer group, and the name of the loop in dead letters and metrics. */
    public static final String CONSUMER = "analytics-service.ledger";

    private static final int MONTHS_BACK = 1;
    private static final int MONTHS_AHEAD = 3;
    /** Counts of what is replayed by hand, apart from every worker's. */
    private static final int REPLAY_SHARD = -1;

    private final AnalyticsConfig.LedgerConfig config;
    private final String brokers;
    private final Jdbi feed;
    private final Clock programmeTime;
    private final Clock machineTime;
    private final DeadLetters deadLetters;
    private final List<LedgerConsumer> workers = new CopyOnWriteArrayList<>();

    LedgerService(
            AnalyticsConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String brokers,
            @Feed Jdbi feed,
            @ProgrammeTime Clock programmeTime,
            @MachineTime Clock machineTime,
            DeadLetters deadLetters,
            MeterRegistry meters) {
        this.config = config.ledger();
        this.brokers = brokers;
        this.feed = feed;
        this.programmeTime = programmeTime;
        this.machineTime = machineTime;
        this.deadLetters = deadLetters;
        FunctionCounter.builder("tandem.ledger.records", workers, all -> sum(all, LedgerConsumer::taken))
                .description("Records taken into the ledger, repetitions included")
                .register(meters);
        FunctionCounter.builder("tandem.ledger.transactions", workers, all -> sum(all, LedgerConsumer::transactions))
                .description("Transactions of the ledger; records divided by these is the size of a batch")
                .register(meters);
    }

    private static double sum(List<LedgerConsumer> workers, ToLongFunction<LedgerConsumer> figure) {
        return workers.stream().mapToLong(figure).sum();
    }

    void start(@Observes StartupEvent event) {
        extend();
        var replays = ledger(REPLAY_SHARD);
        deadLetters.replayWith(CONSUMER, record -> {
            synchronized (replays) {
                replays.takeAgain(record);
            }
        });
        if (!config.enabled()) {
            return;
        }
        var settings = new LedgerSettings(
                Topics.ALL,
                config.pollMax(),
                config.busyPerSecond(),
                config.gather(),
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5)));
        for (var worker = 0; worker < config.workers(); worker++) {
            var consumer =
                    new LedgerConsumer(this::consumer, ledger(worker), new Positions(feed), settings, machineTime);
            workers.add(consumer);
            Thread.ofPlatform().name("ledger-" + worker).daemon().start(consumer);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        workers.parallelStream().forEach(LedgerConsumer::close);
    }

    @Scheduled(
            identity = "ledger-partitions",
            every = "24h",
            delayed = "24h",
            concurrentExecution = ConcurrentExecution.SKIP)
    void extend() {
        feed.useTransaction(handle -> handle.createUpdate("call extend_ledger(:around, :back, :ahead)")
                .bind("around", machineTime.instant().atOffset(ZoneOffset.UTC))
                .bind("back", MONTHS_BACK)
                .bind("ahead", MONTHS_AHEAD)
                .execute());
    }

    /** Since when a worker gets nothing through; empty while all do. */
    Optional<Instant> stuckSince() {
        return workers.stream().flatMap(worker -> worker.stuckSince().stream()).min(Instant::compareTo);
    }

    boolean isEnabled() {
        return config.enabled();
    }

    private Ledger ledger(int shard) {
        return new Ledger(
                feed,
                programmeTime,
                shard,
                (handle, record, reason) -> deadLetters.quarantine(handle, CONSUMER, record, reason));
    }

    private Consumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                consumerSettings(brokers, CONSUMER, config.pollMax()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** What a consumer of the loop needs: everything about offsets is the store's business. */
    public static Properties consumerSettings(String brokers, String group, int pollMax) {
        var settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        // a position outside the log is a loss to be noticed, not to be skipped over
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(pollMax));
        // one event goes on at once; a backlog comes in large pieces
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(16 << 20));
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(4 << 20));
        settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, Integer.toString(1 << 20));
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "3000");
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
        return settings;
    }
}
