package tandem.analytics.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import tandem.analytics.Store;
import tandem.analytics.Story;
import tandem.events.PersonId;
import tandem.events.ProfileState.ImpactProfile;
import tandem.events.Purpose;
import tandem.events.Track;
import tandem.verify.audit.ReplayCheck;
import tandem.verify.audit.ReplayCheck.Checksums;
import tandem.verify.audit.Violation;

/** The whole log again, into an empty store: what was there, whatever people took back in between. */
class ReplayTest {
    private static final Store LIVE = Store.withBroker();
    private static final Store ANEW = Store.fresh();
    private static final Random ORDER = new Random(7);

    private final Story story = new Story("p" + UUID.randomUUID().toString().substring(0, 8));

    @Test
    void endsInTheSameStoreWhateverWasTakenBack() throws Exception {
        var erased = tell();
        live(story.records());
        send(story.records());
        send(story.records().subList(0, 40)); // the relay may send again

        var replayed = new Replay(ANEW.feed(), LIVE.kafka(), Clock.systemUTC()).run(records -> {});

        forgetOtherTests();
        var live = what(LIVE);
        assertThat(replayed.taken()).isGreaterThanOrEqualTo(story.records().size() + 40L);
        assertThat(live.violatedBy(what(ANEW))).isEmpty();
        assertThat(live.byTable().get("ledger")).startsWith(LIVE.count("ledger") + " rows");
        assertThat(live.byTable().get("impact_profiles")).startsWith("2 rows");
        assertThat(ANEW.rows("select * from metric.rollup_differences()")).isEmpty();
        assertThat(ANEW.one("select count(*) from ledger where subject = '" + erased + "' or position(convert_to('"
                        + erased + "', 'UTF8') in payload) > 0"))
                .isZero();

        LIVE.feed()
                .useHandle(handle -> handle.execute("update participants set pathway = 'MENTOR'"
                        + " where ctid = (select min(ctid) from participants where known_to = 'infinity')"));
        assertThat(what(LIVE).violatedBy(what(ANEW)))
                .singleElement()
                .extracting(Violation::samples)
                .asString()
                .contains("participants");
    }

    /** The log is shared, and others told it something before. */
    private void forgetOtherTests() {
        ANEW.feed().useHandle(handle -> handle.execute("""
                do $$
                declare
                    target regclass;
                begin
                    for target in
                        select a.attrelid::regclass from pg_attribute a join pg_class c on c.oid = a.attrelid
                        where a.attname = 'tenant' and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                          and not c.relispartition
                    loop
                        execute format('delete from %s where tenant <> %L', target, 'TENANT');
                    end loop;
                end
                $$""".replace("TENANT", story.tenant())));
    }

    /** A programme in which one leader is erased in the middle and others take purposes back; more is told of them afterwards. */
    private PersonId tell() {
        LedgerTest.tell(story);
        var programme = story.programme(5);
        var erased = story.leader(programme);
        var engagement = story.engagement(programme, erased, Track.MENTORING, "2030-01-14");
        story.kpi(programme, erased, "3").sponsored(engagement, "2030-01-20", true);
        story.tell(profile(erased, 1));
        story.erases(erased);
        story.sponsored(engagement, "2030-01-27", false).promoted(erased, "2030-02-03");
        story.tell(profile(erased, 2));
        var withdrawn = story.leader(programme);
        story.tell(profile(withdrawn, 1)).promoted(withdrawn, "2030-02-02").kpi(programme, withdrawn, "4");
        story.withdraws(withdrawn, Purpose.IMPACT, 2);
        story.kpi(programme, withdrawn, "5");
        var stays = story.leader(programme);
        story.tell(profile(stays, 1)).promoted(stays, "2030-02-04");
        story.withdraws(stays, Purpose.MATCHING, 1);
        return erased;
    }

    private static ImpactProfile profile(PersonId person, long version) {
        return new ImpactProfile(person, version, "RESEARCH", "MANAGER", 3, 40, LocalDate.parse("2028-01-01"));
    }

    /** Event by event, as they came, minutes apart. */
    private static void live(List<ConsumerRecord<String, byte[]>> records) {
        var start = Instant.parse("2030-03-01T09:00:00Z");
        for (var i = 0; i < records.size(); i++) {
            var clock = Clock.fixed(start.plusSeconds(i * 60L), ZoneOffset.UTC);
            new Ledger(LIVE.feed(), clock, i % 2, (handle, record, reason) -> {
                        throw new IllegalStateException(reason);
                    })
                    .takeAgain(records.get(i));
        }
    }

    /** In the order of each subject, and in no order between topics and subjects. */
    private static void send(List<ConsumerRecord<String, byte[]>> records)
            throws InterruptedException, ExecutionException {
        var queues = new ArrayList<List<ConsumerRecord<String, byte[]>>>();
        records.stream()
                .collect(java.util.stream.Collectors.groupingBy(record -> record.topic() + record.key()))
                .values()
                .forEach(queue -> queues.add(new ArrayList<>(queue)));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", LIVE.kafka(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var sent = new ArrayList<Future<?>>();
            while (!queues.isEmpty()) {
                Collections.shuffle(queues, ORDER);
                var record = queues.getFirst().removeFirst();
                sent.add(producer.send(
                        new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers())));
                queues.removeIf(List::isEmpty);
            }
            for (var one : sent) {
                one.get();
            }
        }
    }

    private static Checksums what(Store store) throws SQLException {
        Jdbi feed = store.feed();
        return feed.withHandle(handle -> new ReplayCheck(handle.getConnection()).ofWhatIsKnown());
    }
}
