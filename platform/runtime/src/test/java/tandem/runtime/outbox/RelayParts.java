package tandem.runtime.outbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import tandem.events.TandemEvent;
import tandem.local.Checkout;
import tandem.local.Databases;
import tandem.local.Databases.Passwords;
import tandem.local.Durability;
import tandem.local.KafkaPart;
import tandem.local.PostgresPart;
import tandem.local.PostgresServer;
import tandem.local.Site;

/** A PostgreSQL and a broker for the tests of the relay, with a database of its own for each test. */
final class RelayParts {

    static final String TENANT = "acme";
    private static final String SERVICE = "relayed";
    private static final Passwords PASSWORDS = new Passwords("owner", "app", "feed");
    private static final Site SITE = new Site(
            Path.of("target", "parts", Long.toString(ProcessHandle.current().pid())));
    private static final PostgresServer POSTGRES =
            PostgresPart.in(SITE).durability(Durability.NONE).start().server();
    private static final String BROKERS =
            KafkaPart.in(SITE, Checkout.find()).start().bootstrapServers();

    private final String database = SERVICE + "_" + UUID.randomUUID().toString().substring(0, 8);
    private final Instant started = Instant.now();

    RelayParts() {
        Databases.provision(POSTGRES, SERVICE, database, PASSWORDS);
        Flyway.configure()
                .dataSource(POSTGRES.jdbcUrl(database), SERVICE + "_owner", PASSWORDS.owner())
                .locations("classpath:db/platform")
                .load()
                .migrate();
    }

    String brokers() {
        return BROKERS;
    }

    /** What each relay gets: connections of the feed role that are not shared with another. */
    PGSimpleDataSource feed() {
        return dataSource("_feed", PASSWORDS.feed());
    }

    Connection superuser() throws SQLException {
        return POSTGRES.connect(database);
    }

    /** A connection of the service in a transaction of the tenant. */
    Connection writer() throws SQLException {
        var connection = dataSource("_app", PASSWORDS.app()).getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement("select set_config('tandem.tenant', ?, true)")) {
            statement.setString(1, TENANT);
            statement.execute();
        }
        return connection;
    }

    static void append(Connection writer, String topic, TandemEvent... events) throws SQLException {
        var caused = Arrays.stream(events).map(event -> new Caused(event, null)).toList();
        new OutboxStatements(writer, TENANT, topic, Instant.parse("2030-01-01T09:00:00Z")).append(caused);
    }

    /** Draws the transaction's id, as any write would. */
    static void beginsToWrite(Connection writer) throws SQLException {
        try (var statement = writer.createStatement()) {
            statement.execute("select pg_current_xact_id()");
        }
    }

    /** Records of the topic since this test started, in the order of their partition, until there are as many. */
    List<ConsumerRecord<String, byte[]>> received(String topic, int expected) {
        return received(topic, expected, Duration.ofSeconds(20));
    }

    List<ConsumerRecord<String, byte[]>> received(String topic, int expected, Duration within) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", BROKERS, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var received = new ArrayList<ConsumerRecord<String, byte[]>>();
            var deadline = System.nanoTime() + within.toNanos();
            while (received.size() < expected && System.nanoTime() < deadline) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.timestamp() >= started.toEpochMilli()) {
                        received.add(record);
                    }
                }
            }
            return received;
        }
    }

    private PGSimpleDataSource dataSource(String role, String password) {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {POSTGRES.host()});
        source.setPortNumbers(new int[] {POSTGRES.port()});
        source.setDatabaseName(database);
        source.setUser(SERVICE + role);
        source.setPassword(password);
        return source;
    }
}
