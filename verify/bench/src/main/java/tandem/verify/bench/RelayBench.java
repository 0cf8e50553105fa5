package tandem.verify.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tandem.local.Service;
import tandem.simulator.client.Api;
import tandem.simulator.client.Caller;
import tandem.simulator.client.People;

/**
 * P6: how fast the relay empties an outbox of a million rows. The rows are sent again and again by redrive, so the relay measured is
 * the warm one of the packaged service. Who would read the topic is stopped first: two cores are few.
 */
final class RelayBench {

    private static final Measure P6 = new Measure(
            "P6",
            "relay draining 1,000,000 outbox rows, rows/s",
            "a bare producer loop of 2,000,000 records of the same size and headers, acks=all",
            Measure.Better.HIGHER,
            0.30,
            0.60);

    private static final int ROWS = 1_000_000;
    private static final int RECORDS = 2_000_000;
    private static final String TOPIC = "bench.relay.";
    private static final List<byte[]> KEYS = IntStream.range(0, 1000)
            .mapToObj(number -> bytes("01900000-0000-7000-8000-" + "%012d".formatted(number)))
            .toList();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final byte[] PAYLOAD =
            "{\"programme\":\"01900000-0000-7000-8000-000000000001\",\"kpi\":\"DECISION_LATENCY_DAYS\",\"value\":0.8125,\"observedOn\":\"2030-01-07\"}"
                    .getBytes(StandardCharsets.UTF_8);

    /** As many rows as one day's partition, all of one transaction, subjects spread over the partitions of the topic. */
    private static final String FILL = """
            insert into tandem.outbox (tenant, topic, id, type, subject, ce_time, sequence, causation, payload)
            select 'acme', 'tandem.intake', uuidv7(), 'tandem.intake.kpi-observed.v1',
                   '01900000-0000-7000-8000-' || lpad((n %% 1000)::text, 12, '0'), timestamptz '2030-01-07T09:00:00Z', n,
                   '/delivery/acme#01900000-0000-7000-8000-000000000002', convert_to('%s', 'UTF8')
            from generate_series(1, %d) n""".formatted(new String(PAYLOAD, StandardCharsets.UTF_8), ROWS);

    private final Chain chain;
    private final Caller simulator;

    private RelayBench(Chain chain) {
        this.chain = chain;
        var api = new Api(Map.of(
                tandem.local.Service.INTAKE,
                java.net.URI.create(chain.platform().url(Service.INTAKE))));
        simulator = api.as(
                new People(chain.platform().tokens()).machine("simulator").in(Chain.TENANT));
    }

    static Result run(Chain chain, Rounds rounds) throws Exception {
        for (var reader : List.of(Service.ANALYTICS, Service.MATCHING, Service.SESSION)) {
            chain.platform().service(reader).close();
        }
        var bench = new RelayBench(chain);
        try (var intake = chain.platform().postgres().server().connect("intake");
                var statement = intake.createStatement()) {
            var before = Instant.now();
            statement.executeUpdate(FILL);
            statement.execute("vacuum analyze tandem.outbox");
            bench.awaitEnd(intake);
            return rounds.of(P6, bench::produce, () -> bench.drain(intake, before));
        }
    }

    private Reading drain(Connection intake, Instant from) throws SQLException, IOException {
        long begun = System.nanoTime();
        simulator
                .post(tandem.local.Service.INTAKE, "/internal/outbox:redrive", Map.of("from", from.toString()))
                .expect(200, 202, 204);
        awaitEnd(intake);
        return Reading.of(Reading.perSecond(ROWS, System.nanoTime() - begun));
    }

    private void awaitEnd(Connection intake) throws SQLException, IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var statement = intake.prepareStatement("""
                select not exists (select from tandem.outbox o, tandem.outbox_cursor c
                                   where (o.xid, o.position) > (c.xid, c.position))""")) {
            while (System.nanoTime() < deadline) {
                try (var row = statement.executeQuery()) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return;
                    }
                }
                Chain.sleep(Duration.ofMillis(10));
            }
        }
        throw new IOException("The outbox is not empty after " + PATIENCE);
    }

    /** Into a topic of its own: one that is just being removed, under the same name, would be waited for. */
    private Reading produce() throws IOException, InterruptedException {
        var topic = TOPIC + UUID.randomUUID();
        try (var admin = Admin.create(bootstrap())) {
            admin.createTopics(List.of(new NewTopic(topic, 4, (short) 1))).all().get();
            try {
                return Reading.of(Reading.perSecond(RECORDS, produceAll(topic)));
            } finally {
                admin.deleteTopics(List.of(topic)).all().get();
            }
        } catch (ExecutionException e) {
            throw new IOException("Cannot make or remove " + topic + ": " + e.getCause(), e);
        }
    }

    private long produceAll(String topic) {
        try (var producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        chain.platform().kafka().bootstrapServers(),
                        "acks",
                        "all",
                        "linger.ms",
                        5,
                        "batch.size",
                        128 * 1024,
                        "buffer.memory",
                        64L * 1024 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            long begun = System.nanoTime();
            for (int number = 0; number < RECORDS; number++) {
                var _ = producer.send(record(topic, number));
            }
            producer.flush();
            return System.nanoTime() - begun;
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, int number) {
        var record = new ProducerRecord<>(topic, KEYS.get(number % KEYS.size()), PAYLOAD);
        var headers = record.headers();
        HEADERS.forEach(headers::add);
        return record;
    }

    private static final Map<String, byte[]> HEADERS = Map.of(
            "ce_specversion", bytes("1.0"),
            "ce_id", bytes("01900000-0000-7000-8000-000000000003"),
            "ce_source", bytes("intake-service"),
            "ce_type", bytes("tandem.intake.kpi-observed.v1"),
            "ce_subject", bytes("01900000-0000-7000-8000-000000000001"),
            "ce_tenant", bytes("acme"),
            "ce_time", bytes("2030-01-07T09:00:00Z"),
            "ce_sequence", bytes("123456"),
            "ce_causationid", bytes("/delivery/acme#01900000-0000-7000-8000-000000000002"),
            "content-type", bytes("application/json"));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, Object> bootstrap() {
        return Map.of("bootstrap.servers", chain.platform().kafka().bootstrapServers());
    }
}
