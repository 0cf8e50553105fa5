package tandem.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.runtime.outbox.RelayParts.append;
import static tandem.runtime.outbox.RelayParts.beginsToWrite;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tandem.events.IntakeEvent.ParticipantEnrolled;
import tandem.events.PersonId;
import tandem.events.ProfileState;
import tandem.events.ProfileState.CalendarProfile;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.events.Topics;
import tandem.runtime.event.EventCodec;
import tandem.runtime.event.StateKey;

class RelayTest {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final ProgrammeId PROGRAMME =
            new ProgrammeId(UUID.fromString("0190a000-0000-7000-8000-000000000001"));

    private final RelayParts parts = new RelayParts();
    private final List<Relay> relays = new ArrayList<>();

    @AfterEach
    void stop() {
        relays.forEach(Relay::close);
    }

    @Test
    void sendsEveryEventWithItsAttributes() throws Exception {
        relay();

        var ada = person();
        committed(new ParticipantEnrolled(PROGRAMME, ada));

        var event = EventCodec.read(parts.received(Topics.INTAKE, 1).getFirst(), ParticipantEnrolled.class);
        assertThat(event.data()).isEqualTo(new ParticipantEnrolled(PROGRAMME, ada));
        assertThat(event.source()).isEqualTo("relay-test");
        assertThat(event.tenant()).isEqualTo(RelayParts.TENANT);
        assertThat(event.subject()).isEqualTo(ada.toString());
        assertThat(event.sequence()).isEqualTo(1);
        assertThat(event.time()).isEqualTo("2030-01-01T09:00:00Z");
    }

    @Test
    void countsEventsOfASubjectInTheOrderOfAppending() throws Exception {
        relay();
        var ada = person();
        var ben = person();

        committed(enrolled(ada), enrolled(ben), enrolled(ada));
        committed(enrolled(ada));

        assertThat(sequences(parts.received(Topics.INTAKE, 4), ada)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void waitsForAnOlderTransactionAndSkipsNoneOfItsEvents() throws Exception {
        var older = person();
        var younger = person();
        try (var slow = parts.writer()) {
            append(slow, Topics.INTAKE, enrolled(older));
            committed(enrolled(younger));
            relay();

            assertThat(parts.received(Topics.INTAKE, 1, Duration.ofSeconds(2))).isEmpty();
            slow.commit();
        }

        assertThat(parts.received(Topics.INTAKE, 2))
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrder(older.toString(), younger.toString());
    }

    @Test
    void keepsTheOrderOfASubjectWhenTheOlderTransactionWritesLast() throws Exception {
        relay();
        var ada = person();
        try (var older = parts.writer();
                var between = parts.writer()) {
            beginsToWrite(older);
            beginsToWrite(between);
            committed(enrolled(ada));
            append(older, Topics.INTAKE, enrolled(ada));
            older.commit();

            assertThat(parts.received(Topics.INTAKE, 1, Duration.ofSeconds(1))).isEmpty();
            between.commit();
        }

        assertThat(sequences(parts.received(Topics.INTAKE, 2), ada)).containsExactly(1L, 2L);
    }

    @Test
    void leavesOutWhatWasRolledBack() throws Exception {
        relay();
        var ada = person();
        try (var writer = parts.writer()) {
            append(writer, Topics.INTAKE, enrolled(ada));
            writer.rollback();
        }

        committed(enrolled(ada));

        assertThat(sequences(parts.received(Topics.INTAKE, 1), ada)).containsExactly(1L);
    }

    @Test
    void sendsAgainWhatItCouldNotRecordAsSent() throws Exception {
        superuser("revoke update on tandem.outbox_cursor from relayed_feed");
        relay();
        var people = IntStream.range(0, 20).mapToObj(i -> person()).toList();
        for (var person : people) {
            committed(enrolled(person));
        }

        assertThat(parts.received(Topics.INTAKE, 21)).hasSizeGreaterThan(20);
        superuser("grant update on tandem.outbox_cursor to relayed_feed");
        eventually(() -> unsent() == 0);

        assertThat(parts.received(Topics.INTAKE, Integer.MAX_VALUE, Duration.ofSeconds(3)).stream()
                        .map(ConsumerRecord::key)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        people.stream().map(PersonId::toString).toList());
    }

    @Test
    void hasOneLeaderAndAnotherWhenItsConnectionIsCut() throws Exception {
        var first = relay();
        eventually(first::isLeading);
        var second = relay();
        Thread.sleep(Duration.ofSeconds(1));
        assertThat(second.isLeading()).isFalse();

        superuser("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = "
                + "(select oid from pg_database where datname = current_database())");
        committed(enrolled(person()));

        assertThat(parts.received(Topics.INTAKE, 1)).isNotEmpty();
        eventually(() -> first.isLeading() || second.isLeading());
    }

    @Test
    void sendsAgainFromAnInstant() throws Exception {
        relay();
        committed(enrolled(person()), enrolled(person()));
        parts.received(Topics.INTAKE, 2);
        eventually(() -> unsent() == 0);

        try (var feed = parts.feed().getConnection()) {
            var queries = new OutboxQueries(Jdbi.create(() -> feed));
            assertThat(queries.sendAgainFrom(Instant.now().minusSeconds(60))).isEqualTo(2);
        }

        assertThat(parts.received(Topics.INTAKE, 4)).hasSize(4);
    }

    @Test
    void sendsTheStateAsItIsWhenItSends() throws Exception {
        var ada = person();
        var ben = person();
        try (var writer = parts.writer()) {
            changed(writer, new StateKey(ada, Purpose.CALENDAR));
            changed(writer, new StateKey(ben, Purpose.CALENDAR));
            changed(writer, new StateKey(ada, Purpose.CALENDAR));
            writer.commit();
        }

        var state = new CalendarProfile(ada, 7, "Europe/Zurich");
        relay((tenant, keys) -> keys.contains(new StateKey(ada, Purpose.CALENDAR))
                ? Map.of(new StateKey(ada, Purpose.CALENDAR), state)
                : Map.of());

        var received = parts.received(Topics.PROFILE, 3, Duration.ofSeconds(5));
        assertThat(received).hasSize(2);
        assertThat(valueOf(received, ada)).isEqualTo(new String(EventCodec.write(state), StandardCharsets.UTF_8));
        assertThat(valueOf(received, ben)).isEqualTo("nothing");
    }

    private void changed(Connection writer, StateKey key) throws SQLException {
        new OutboxStatements(writer, RelayParts.TENANT, Topics.INTAKE, Instant.EPOCH).appendStates(List.of(key));
    }

    private static String valueOf(List<ConsumerRecord<String, byte[]>> received, PersonId person) {
        return received.stream()
                .filter(record -> record.key().equals(ProfileState.key(person, Purpose.CALENDAR)))
                .map(record -> record.value() == null ? "nothing" : new String(record.value(), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("not sent");
    }

    private Relay relay() {
        return relay((tenant, keys) -> Map.of());
    }

    private Relay relay(StateSource states) {
        var relay = new Relay(
                parts.feed(),
                () -> KafkaSender.connect(parts.brokers(), "relay-test"),
                new Letters("relay-test", states),
                new Relay.Settings(1_000, POLL, 3));
        relays.add(relay);
        relay.start();
        return relay;
    }

    private void committed(ParticipantEnrolled... events) throws SQLException {
        try (var writer = parts.writer()) {
            append(writer, Topics.INTAKE, events);
            writer.commit();
        }
    }

    private void superuser(String sql) throws SQLException {
        try (var connection = parts.superuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long unsent() throws SQLException {
        try (var feed = parts.feed().getConnection()) {
            return new OutboxQueries(Jdbi.create(() -> feed)).unsent().rows();
        }
    }

    private static List<Long> sequences(List<ConsumerRecord<String, byte[]>> records, PersonId person) {
        return records.stream()
                .filter(record -> record.key().equals(person.toString()))
                .map(record -> EventCodec.attributes(record).sequence())
                .toList();
    }

    private static ParticipantEnrolled enrolled(PersonId person) {
        return new ParticipantEnrolled(PROGRAMME, person);
    }

    private static PersonId person() {
        return new PersonId(UUID.randomUUID());
    }

    private static void eventually(Check check) throws Exception {
        var deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!check.holds()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private interface Check {
        boolean holds() throws Exception;
    }
}
