package tandem.verify.bench;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import tandem.analytics.ledger.Ledger;
import tandem.analytics.ledger.LedgerConsumer;
import tandem.analytics.ledger.LedgerService;
import tandem.analytics.ledger.LedgerSettings;
import tandem.analytics.ledger.Positions;
import tandem.events.Topics;
import tandem.local.Checkout;
import tandem.local.Databases;
import tandem.local.Durability;
import tandem.local.KafkaPart;
import tandem.local.PostgresPart;
import tandem.local.Site;
import tandem.local.SiteLock;
import tandem.runtime.Ids;

/** P1: from Kafka into the impact store, exactly once: ledger, facts, rollups and position in one transaction per poll. */
final class IngestBench implements AutoCloseable {

    private static final Measure P1 = new Measure(
            "P1",
            "Kafka to impact store, exactly once, one worker, events/s",
            "raw binary COPY of as many rows into the same indexed ledger table, one connection, same batch size",
            Measure.Better.HIGHER,
            0.45,
            0.75);

    private static final int EVENTS = 300_000;
    private static final int SUBJECTS = 1_000;
    /** Rounds until the compiler has seen enough: a service runs for weeks, a bench for a minute. */
    private static final int WARM_UP = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final SiteLock lock;
    private final PostgresPart postgres;
    private final KafkaPart kafka;
    private final AgroalDataSource pool;
    private final Jdbi feed;
    private final LedgerSettings settings = LedgerSettings.standard();

    private IngestBench(Checkout checkout) throws SQLException {
        var site = new Site(checkout.root().resolve("target/bench/ingest"));
        lock = SiteLock.take(site);
        lock.empty();
        postgres = PostgresPart.in(site)
                .durability(Durability.REAL)
                .superuserPassword("bench")
                .start();
        kafka = KafkaPart.in(site, checkout).start();
        var passwords = new Databases.Passwords("bench", "bench", "bench");
        Databases.provision(postgres.server(), "analytics", passwords);
        var url = "jdbc:postgresql://localhost:%d/analytics".formatted(postgres.port());
        Flyway.configure()
                .loggers("slf4j") // silent here; a failure is thrown
                .dataSource(url, "analytics_owner", passwords.owner())
                // of the sources: on the class path the tables of every service lie under the same name
                .locations(
                        "db/platform",
                        "filesystem:" + checkout.root().resolve("analytics-service/src/main/resources/db/migration"))
                .load()
                .migrate();
        pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(of -> of.maxSize(4)
                        .connectionFactoryConfiguration(connect -> connect.jdbcUrl(url)
                                .principal(new NamePrincipal("analytics_feed"))
                                .credential(new SimplePassword(passwords.feed())))));
        feed = Jdbi.create(pool).installPlugin(new PostgresPlugin());
    }

    static List<Result> run(Checkout checkout, Rounds rounds) throws Exception {
        try (var bench = new IngestBench(checkout);
                var copy = new RawCopy(() -> bench.postgres.server().connect("analytics"), new LedgerShape(SUBJECTS))) {
            bench.fill();
            for (int round = 0; round < WARM_UP; round++) {
                bench.consume();
            }
            return List.of(rounds.of(P1, () -> copy.run(1, EVENTS, bench.settings.pollMax()), bench::consume));
        }
    }

    private Reading consume() throws SQLException, IOException {
        empty();
        var positions = new Positions(feed);
        var ledger = new Ledger(feed, Clock.systemUTC(), 0, (handle, record, reason) -> {
            throw new IllegalStateException("Nothing here is to be set aside: " + reason);
        });
        long begun = 0;
        long first = 0;
        long stored = 0;
        long nanos;
        try (var consumer = new LedgerConsumer(this::consumer, ledger, positions, settings, Clock.systemUTC())) {
            var worker = Thread.ofPlatform().start(consumer);
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (stored < EVENTS && System.nanoTime() < deadline && worker.isAlive()) {
                Chain.sleep(Duration.ofMillis(1));
                stored = consumer.taken(); // counted after the commit
                if (first == 0 && stored > 0) {
                    first = stored;
                    begun = System.nanoTime();
                }
            }
            nanos = System.nanoTime() - begun;
        }
        long rows = number("select count(*) from ledger");
        long facts = number("select count(*) from kpis");
        return new Reading(
                Reading.perSecond(stored - first, nanos),
                Math.max(0, EVENTS - Math.min(rows, facts)),
                Math.max(0, Math.max(rows, facts) - EVENTS));
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                LedgerService.consumerSettings(
                        kafka.bootstrapServers(), "bench-" + UUID.randomUUID(), settings.pollMax()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The events wait in the log before the first clock starts. */
    private void fill() {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int number = 0; number < EVENTS; number++) {
                var _ = producer.send(record(number));
            }
            producer.flush();
        }
    }

    private static ProducerRecord<byte[], byte[]> record(int number) {
        var programme = new UUID(0x0190000000007000L, 0x8000000000000000L + number % SUBJECTS).toString();
        var record = new ProducerRecord<>(
                Topics.INTAKE, bytes(programme), bytes("""
                {"programme":"%s","kpi":"DECISION_LATENCY_DAYS","value":%s,"observedOn":"2030-01-07"}""".formatted(programme, BigDecimal.valueOf(number % 1000, 2))));
        var attributes = Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                Ids.next().toString(),
                "ce_source",
                "intake-service",
                "ce_type",
                "tandem.intake.kpi-observed.v1",
                "ce_subject",
                programme,
                "ce_tenant",
                "acme",
                "ce_time",
                Instant.parse("2030-01-07T09:00:00Z").toString(),
                "ce_sequence",
                Integer.toString(number / SUBJECTS + 1),
                "ce_causationid",
                "/delivery/acme " + UUID.randomUUID(),
                "content-type",
                "application/json");
        attributes.forEach((name, value) -> record.headers().add(name, bytes(value)));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void empty() throws SQLException {
        try (var connection = postgres.server().connect("analytics");
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var rows = statement.executeQuery("""
                    select format('%I.%I', n.nspname, c.relname)
                    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
                    where a.attname = 'tenant' and c.relkind in ('r', 'p') and not c.relispartition and n.nspname = 'public'
                      and c.relname <> 'bench_ledger'""")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            statement.execute("truncate " + String.join(", ", tables) + ", consumer_position");
        }
    }

    private long number(String sql) throws SQLException {
        try (var connection = postgres.server().connect("analytics");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() {
        pool.close();
        kafka.close();
        postgres.close();
        lock.close();
    }
}
