package tandem.verify.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import tandem.local.LocalPlatform;

/**
 * The least that a row can go through between two databases by way of Kafka: insert and commit, produce, poll, insert and commit.
 * No HTTP, no token, no identity, no outbox; on the same servers as what is measured against it.
 */
final class BareChain implements AutoCloseable {

    private static final String TOPIC = "bench.chain";
    private static final int SENDERS = 8;
    private static final int PARTITIONS = 4;
    private static final byte[] VALUE = new byte[300];

    private final LocalPlatform platform;

    BareChain(LocalPlatform platform) throws SQLException, IOException, InterruptedException {
        this.platform = platform;
        for (var database : List.of("intake", "analytics")) {
            execute(
                    database,
                    "create table if not exists bench_chain (number bigint primary key, value bytea not null)");
        }
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", platform.kafka().bootstrapServers()))) {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                        .all()
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IOException("Cannot create " + TOPIC + ": " + e.getCause(), e);
        }
    }

    Latency.Sample run(int rate, Duration length) throws Exception {
        execute("intake", "truncate bench_chain");
        execute("analytics", "truncate bench_chain");
        int total = (int) (rate * length.toSeconds());
        var nanos = new long[total];
        Arrays.fill(nanos, Long.MAX_VALUE);
        long begun = System.nanoTime() + Duration.ofMillis(500).toNanos();
        long period = length.toNanos() / total;
        var arrived = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(SENDERS + 1);
                var producer = producer()) {
            var running = new ArrayList<Future<@Nullable Void>>();
            running.add(threads.submit(() -> receive(begun, period, nanos, arrived)));
            for (int sender = 0; sender < SENDERS; sender++) {
                int first = sender;
                running.add(threads.submit(() -> send(producer, begun, period, first, total)));
            }
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("The bare chain failed: " + e.getCause(), e);
        }
        Arrays.sort(nanos);
        return new Latency.Sample(nanos, total - (long) arrived.get());
    }

    private @Nullable Void send(KafkaProducer<byte[], byte[]> producer, long begun, long period, int first, int total)
            throws SQLException {
        try (var connection = connect("intake");
                var insert = connection.prepareStatement("insert into bench_chain values (?, ?)")) {
            for (int number = first; number < total; number += SENDERS) {
                Latency.waitUntil(begun + period * number);
                insert.setLong(1, number);
                insert.setBytes(2, VALUE);
                insert.executeUpdate();
                connection.commit();
                var _ = producer.send(new ProducerRecord<>(TOPIC, number % PARTITIONS, key(number), VALUE));
            }
        }
        return null;
    }

    private @Nullable Void receive(long begun, long period, long[] nanos, AtomicInteger arrived) throws SQLException {
        long deadline = begun + period * nanos.length + Duration.ofSeconds(15).toNanos();
        try (var consumer = consumer();
                var connection = connect("analytics");
                var insert = connection.prepareStatement("insert into bench_chain values (?, ?)")) {
            while (arrived.get() < nanos.length && System.nanoTime() < deadline) {
                var records = consumer.poll(Duration.ofMillis(100));
                if (records.isEmpty()) {
                    continue;
                }
                for (var record : records) {
                    insert.setLong(1, number(record.key()));
                    insert.setBytes(2, record.value());
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
                long now = System.nanoTime();
                for (var record : records) {
                    int number = number(record.key());
                    nanos[number] = now - (begun + period * number);
                    arrived.incrementAndGet();
                }
            }
        }
        return null;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.kafka().bootstrapServers(), "acks", "all", "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", platform.kafka().bootstrapServers(), "fetch.min.bytes", 1),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = java.util.stream.IntStream.range(0, PARTITIONS)
                .mapToObj(number -> new TopicPartition(TOPIC, number))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // the seek is lazy; what is sent from now on must be seen
        return consumer;
    }

    private Connection connect(String database) throws SQLException {
        var connection = platform.postgres().server().connect(database);
        connection.setAutoCommit(false);
        return connection;
    }

    private void execute(String database, String sql) throws SQLException {
        try (var connection = platform.postgres().server().connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static int number(byte[] key) {
        return ByteBuffer.wrap(key).getInt();
    }

    @Override
    public void close() throws SQLException {
        execute("intake", "drop table bench_chain");
        execute("analytics", "drop table bench_chain");
    }
}
