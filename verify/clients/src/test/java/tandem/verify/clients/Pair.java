package tandem.verify.clients;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.EventTypes;
import tandem.events.MatchingEvent;
import tandem.events.MatchingEvent.EngagementStarted;
import tandem.events.PersonId;
import tandem.events.ProfileState;
import tandem.events.ProfileState.CalendarProfile;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.events.Purpose;
import tandem.events.Topics;
import tandem.events.Track;
import tandem.runtime.Ids;
import tandem.runtime.event.EventCodec;

/** A leader and a coach of acme whose calendars may be read, told on the topics as intake-service and matching-service tell it. */
record Pair(EngagementId engagement, ProgrammeId programme, PersonId leader, PersonId coach) {

    static Pair start() {
        var pair = new Pair(
                new EngagementId(UUID.randomUUID()),
                new ProgrammeId(UUID.randomUUID()),
                new PersonId(UUID.randomUUID()),
                new PersonId(UUID.randomUUID()));
        try (var producer = new KafkaProducer<String, byte[]>(
                Map.of("bootstrap.servers", ClientPlatform.kafka(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (var person : new PersonId[] {pair.leader, pair.coach}) {
                producer.send(record(new CalendarProfile(person, 1, "Europe/Berlin")))
                        .get();
            }
            producer.send(record(pair.started())).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The pair cannot be told", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
        return pair;
    }

    private EngagementStarted started() {
        var today = LocalDate.now(ZoneOffset.UTC);
        return new EngagementStarted(
                engagement,
                programme,
                leader,
                coach,
                ProviderType.EXTERNAL,
                Track.COACHING,
                EngagementKind.STANDARD,
                7,
                60,
                today.minusDays(1),
                today.plusMonths(6),
                Instant.now(),
                null);
    }

    private static ProducerRecord<String, byte[]> record(CalendarProfile profile) {
        var key = ProfileState.key(profile.person(), Purpose.CALENDAR);
        return described(
                new ProducerRecord<>(Topics.PROFILE, key, EventCodec.write(profile)),
                "intake-service",
                EventTypes.typeOf(CalendarProfile.class));
    }

    private static ProducerRecord<String, byte[]> record(MatchingEvent event) {
        return described(
                new ProducerRecord<>(Topics.MATCHING, event.subject(), EventCodec.write(event)),
                "matching-service",
                EventTypes.typeOf(event.getClass()));
    }

    private static ProducerRecord<String, byte[]> described(
            ProducerRecord<String, byte[]> record, String source, @Nullable String type) {
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", Ids.next().toString());
        header(record, "ce_source", source);
        header(record, "ce_type", String.valueOf(type));
        header(record, "ce_subject", record.key());
        header(record, "ce_tenant", "acme");
        header(record, "ce_time", Instant.now().toString());
        header(record, "ce_sequence", "1");
        return record;
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
