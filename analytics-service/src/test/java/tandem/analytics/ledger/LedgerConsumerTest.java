package tandem.analytics.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.analytics.Store;
import tandem.analytics.Story;

/** The loop against a real broker and a real store; the log is shared by the tests, so each has a tenant of its own. */
class LedgerConsumerTest {
    private static final Store STORE = Store.withBroker();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<LedgerConsumer> running = new ArrayList<>();
    private final List<String> quarantined = new ArrayList<>();
    private final Story story = new Story("k" + UUID.randomUUID().toString().substring(0, 8));
    private String group = "group-" + UUID.randomUUID();

    @BeforeEach
    void empty() {
        STORE.empty();
    }

    @AfterEach
    void stop() {
        running.forEach(LedgerConsumer::close);
    }

    private LedgerConsumer start(Jdbi feed, int shard) {
        var ledger = new Ledger(feed, Clock.systemUTC(), shard, (handle, record, reason) -> {
            synchronized (quarantined) {
                quarantined.add(reason);
            }
        });
        var name = group;
        var consumer = new LedgerConsumer(
                () -> new KafkaConsumer<>(
                        LedgerService.consumerSettings(STORE.kafka(), name, 500),
                        new StringDeserializer(),
                        new ByteArrayDeserializer()),
                ledger,
                new Positions(STORE.feed()),
                LedgerSettings.standard(),
                Clock.systemUTC());
        running.add(consumer);
        Thread.ofPlatform().daemon().start(consumer);
        return consumer;
    }

    private void send(List<ConsumerRecord<String, byte[]>> records) throws InterruptedException, ExecutionException {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, STORE.kafka(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var sent = new ArrayList<Future<?>>();
            for (var record : records) {
                sent.add(producer.send(new ProducerRecord<>(
                        record.topic(), null, null, record.key(), record.value(), record.headers())));
            }
            for (var acknowledged : sent) {
                acknowledged.get();
            }
        }
    }

    private long mine() {
        return STORE.one("select count(*) from ledger where tenant = '" + story.tenant() + "'");
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var until = Instant.now(Clock.systemUTC()).plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now(Clock.systemUTC())).as("still waiting").isBefore(until);
            Thread.sleep(20);
        }
    }

    private void tell() {
        LedgerTest.tell(story);
    }

    @Test
    void takesInWhatIsToldOnTwoWorkersAndSetsPoisonAside() throws Exception {
        tell();
        var records = new ArrayList<>(story.records());
        records.add(5, LedgerTest.poison());
        start(STORE.feed(), 0);
        start(STORE.feed(), 1);

        send(records);

        await(() -> mine() == story.records().size());
        assertThat(quarantined).isNotEmpty();
        assertThat(STORE.rows("select * from metric.rollup_differences()")).isEmpty();
    }

    @Test
    void goesOnWhereTheStoreIsWhateverTheGroupKnows() throws Exception {
        tell();
        send(story.records());
        var first = start(STORE.feed(), 0);
        await(() -> mine() == story.records().size());
        first.close();
        var before = STORE.one("select sum(position)::bigint from consumer_position");
        var told = story.records().size();
        tell();

        group = "another-" + UUID.randomUUID();
        send(story.records().subList(told, story.records().size()));
        start(STORE.feed(), 0);

        await(() -> mine() == story.records().size());
        assertThat(STORE.one("select sum(position)::bigint from consumer_position"))
                .isEqualTo(before + story.records().size() - told);
    }

    @Test
    void endsInTheSameStoreWhenTheLogIsReadAgain() throws Exception {
        tell();
        send(story.records());
        var first = start(STORE.feed(), 0);
        await(() -> mine() == story.records().size());
        await(this::isAtTheEnd); // others may have left something unread on these topics
        first.close();
        var before = LedgerTest.contents(STORE);

        STORE.feed().useHandle(handle -> handle.execute("update consumer_position set position = 0"));
        group = "again-" + UUID.randomUUID();
        var second = start(STORE.feed(), 0);
        await(this::isAtTheEnd);
        second.close();
        assertThat(LedgerTest.contents(STORE)).isEqualTo(before);

        STORE.empty();
        group = "anew-" + UUID.randomUUID();
        start(STORE.feed(), 0);
        await(this::isAtTheEnd);
        await(() -> mine() == story.records().size());
        assertThat(LedgerTest.contents(STORE)).isEqualTo(before);
    }

    /** Two groups read everything: each is the other's zombie, again and again. */
    @Test
    void fencesAZombie() throws Exception {
        start(STORE.feed(), 0);
        group = "zombie-" + UUID.randomUUID();
        start(STORE.feed(), 1);
        for (var i = 0; i < 10; i++) {
            tell();
            send(story.drain());
        }

        await(this::isAtTheEnd);
        running.forEach(LedgerConsumer::close);
        running.clear();

        assertThat(STORE.rows("select * from metric.rollup_differences()")).isEmpty();
        assertThat(STORE.one("select sum(events)::bigint from event_counts")).isEqualTo(STORE.count("ledger"));
    }

    /** As a worker that was stopped after it moved its positions: it holds their locks. */
    @Test
    void saysThatItIsStuckBehindAWorkerThatHoldsThePositions() throws Exception {
        tell();
        send(story.records());
        var first = start(STORE.feed(), 0);
        await(() -> mine() == story.records().size());
        first.close();
        tell();
        try (var zombie = STORE.feed().open()) {
            zombie.begin();
            zombie.execute("update consumer_position set position = position");
            group = "heir-" + UUID.randomUUID();
            var heir = start(STORE.feed(), 1);
            send(story.drain());

            await(() -> heir.stuckSince().isPresent());
            zombie.rollback();
        }
        await(this::isAtTheEnd);
    }

    @Test
    void saysThatItIsStuckAndHealsAlone() throws Exception {
        var failing = new AtomicInteger(3);
        var down = Jdbi.create(() -> {
            if (failing.getAndDecrement() > 0) {
                throw new SQLException("the connection was refused", "08001");
            }
            return STORE.feed().open().getConnection();
        });
        var consumer = start(down, 0);
        tell();
        send(story.records());

        await(() -> consumer.stuckSince().isPresent());
        await(() -> mine() == story.records().size());
        await(() -> consumer.stuckSince().isEmpty());
    }

    private boolean isAtTheEnd() {
        try (var admin = Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, STORE.kafka()))) {
            var positions = new Positions(STORE.feed()).all();
            var wanted = new HashMap<TopicPartition, OffsetSpec>();
            positions.keySet().forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
            if (wanted.size() < 20) {
                return false;
            }
            var ends = admin.listOffsets(wanted).all().get();
            return ends.entrySet().stream()
                    .allMatch(end -> end.getValue().offset() == positions.getOrDefault(end.getKey(), -1L));
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
