package tandem.verify.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tandem.local.Checkout;
import tandem.local.Databases;
import tandem.local.Durability;
import tandem.local.KafkaPart;
import tandem.local.PostgresPart;
import tandem.local.Site;

/** The real tables of the services and the real log, filled by hand, so that each can be damaged by hand. */
final class SmallPlatform implements AutoCloseable {
    static final String TOPIC = "tandem.intake";
    private static final int PARTITIONS = 4;

    private final PostgresPart postgres;
    private final KafkaPart kafka;

    /** An event as the fixture writes it everywhere. */
    record Told(String tenant, UUID id, String subject, long sequence) {
        static Told of(String tenant, String subject, long sequence) {
            return new Told(tenant, UUID.randomUUID(), subject, sequence);
        }
    }

    SmallPlatform() throws IOException, SQLException {
        var checkout = Checkout.find();
        var site = new Site(Files.createTempDirectory("tandem-audit"));
        postgres = PostgresPart.in(site).durability(Durability.NONE).start();
        kafka = KafkaPart.in(site, checkout).start();
        for (var service : target().databases().keySet()) {
            Databases.provision(postgres.server(), service, new Databases.Passwords("owner", "app", "feed"));
            for (var file : List.of("V0__platform.sql", "V0.1__audit_trail.sql")) {
                run(service, checkout, "platform/runtime/src/main/resources/db/platform/" + file);
            }
        }
        for (var file : List.of("V1__ledger.sql", "V2__facts.sql")) {
            run("analytics", checkout, "analytics-service/src/main/resources/db/migration/" + file);
        }
        for (var file : List.of("V1__providers.sql", "V3__matches.sql", "V4__engagements.sql", "V70__kinds.sql")) {
            run("matching", checkout, "matching-service/src/main/resources/db/migration/" + file);
        }
    }

    AuditTarget target() {
        return AuditTarget.of(postgres.server(), kafka.bootstrapServers());
    }

    /** Nothing told, nothing kept, and a cursor beyond whatever will be. */
    void empty() throws SQLException, ExecutionException, InterruptedException {
        for (var service : target().databases().keySet()) {
            sql(
                    service,
                    "truncate tandem.outbox, tandem.received, tandem.inbox, tandem.dead_letter, tandem.person_key, tandem.audit_entry",
                    "update tandem.outbox_cursor set xid = '9000000000', position = 0");
        }
        sql("analytics", "truncate ledger, event_counts, consumer_position, sessions, session_weeks");
        sql("matching", "truncate providers, matches, match_approvals, engagements");
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var deletions = new HashMap<TopicPartition, RecordsToDelete>();
            ends().forEach((partition, end) -> deletions.put(partition, RecordsToDelete.beforeOffset(end)));
            admin.deleteRecords(deletions).all().get();
        }
    }

    /** The event on its whole way: outbox, log, ledger. */
    void tell(Told told) throws SQLException, ExecutionException, InterruptedException {
        commit(told);
        send(told);
        keep(told);
    }

    void commit(Told told) throws SQLException {
        sql("intake", """
                insert into tandem.outbox (tenant, topic, id, type, subject, ce_time, sequence, payload)
                values ('%s', '%s', '%s', 'tandem.intake.participant-enrolled.v1', '%s', now(), %d, '{}')""".formatted(told.tenant(), TOPIC, told.id(), told.subject(), told.sequence()));
    }

    void send(Told told) throws ExecutionException, InterruptedException {
        var record = new ProducerRecord<>(TOPIC, told.subject(), "{}".getBytes(UTF_8));
        var attributes = Map.of(
                "ce_specversion", "1.0",
                "ce_id", told.id().toString(),
                "ce_tenant", told.tenant(),
                "ce_source", "intake-service",
                "ce_type", "tandem.intake.participant-enrolled.v1",
                "ce_subject", told.subject(),
                "ce_sequence", Long.toString(told.sequence()));
        attributes.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    void keep(Told told) throws SQLException {
        sql("analytics", """
                insert into ledger (tenant, id, topic, type, source, subject, time, sequence, known_at, redacted, payload)
                values ('%s', '%s', '%s', 'tandem.intake.participant-enrolled.v1', 'intake-service', '%s', '2027-01-11T03:00Z', %d, now(),
                    false, '{}')""".formatted(told.tenant(), told.id(), TOPIC, told.subject(), told.sequence()), """
                insert into event_counts (tenant, topic, type, day, shard, events, known_at)
                values ('%s', '%s', 'tandem.intake.participant-enrolled.v1', '2027-01-11', 0, 1, now())
                on conflict (tenant, topic, type, day, shard) do update set events = event_counts.events + 1""".formatted(
                        told.tenant(), TOPIC));
    }

    /** Says that the ledger has read all there is. */
    void caughtUp() throws SQLException, ExecutionException, InterruptedException {
        for (var end : ends().entrySet()) {
            sql("analytics", """
                    insert into consumer_position values ('%s', %d, %d)
                    on conflict (topic, partition) do update set position = excluded.position""".formatted(TOPIC, end.getKey().partition(), end.getValue()));
        }
    }

    void sql(String service, String... statements) throws SQLException {
        try (var connection = postgres.server().connect(service);
                var statement = connection.createStatement()) {
            for (var text : statements) {
                statement.execute(text);
            }
        }
    }

    private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var asked = new HashMap<TopicPartition, OffsetSpec>();
            for (var partition = 0; partition < PARTITIONS; partition++) {
                asked.put(new TopicPartition(TOPIC, partition), OffsetSpec.latest());
            }
            var ends = new HashMap<TopicPartition, Long>();
            admin.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        }
    }

    private void run(String service, Checkout checkout, String file) throws IOException, SQLException {
        sql(service, Files.readString(checkout.root().resolve(file)));
    }

    @Override
    public void close() {
        for (var part : List.of(kafka, postgres)) {
            part.close();
        }
    }
}
