package tandem.testing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLTransientConnectionException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.events.Envelope;
import tandem.events.IntakeEvent;
import tandem.events.IntakeEvent.EmploymentEnded;
import tandem.events.IntakeEvent.OutcomeRecorded;
import tandem.events.IntakeEvent.ParticipantEnrolled;
import tandem.events.MatchingEvent;
import tandem.events.OutcomeKind;
import tandem.events.PersonId;
import tandem.events.ProfileState.CalendarProfile;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.runtime.actor.Roles;
import tandem.runtime.failure.DeadLetters;
import tandem.runtime.inbox.Effect;
import tandem.runtime.inbox.Inbox;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;
import tandem.testing.app.Taken;

@QuarkusTest
@WithTestResource(RealParts.class)
class InboxTest {

    private static final ProgrammeId PROGRAMME = new ProgrammeId(new UUID(0, 1));

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final String consumer = "note-service." + tenant;
    private final List<PersonId> people = IntStream.range(0, 10)
            .mapToObj(i -> new PersonId(UUID.randomUUID()))
            .toList();

    @Inject
    Inbox inbox;

    @Inject
    DeadLetters deadLetters;

    @Inject
    Taken taken;

    @Inject
    Tenants tenants;

    private Consumer<Envelope<IntakeEvent>> effect = event -> taken.note(event.subject());

    @BeforeEach
    void reset() {
        effect = event -> taken.note(event.subject());
    }

    @Test
    void takesInOrder() {
        deliver(enrolments());

        assertThat(taken()).containsExactlyElementsOf(names());
    }

    @Test
    void hasOneEffectHoweverOftenItIsDelivered() {
        var records = enrolments();

        deliver(records);
        deliver(records);
        var twice = new ArrayList<>(records);
        twice.addAll(records);
        deliver(twice);

        assertThat(taken()).containsExactlyElementsOf(names());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void hasOneEffectInWhateverOrderAndNumberItIsDelivered(long seed) {
        var random = new Random(seed);
        var records = new ArrayList<>(enrolments());
        IntStream.range(0, 20).forEach(i -> records.add(records.get(random.nextInt(people.size()))));
        Collections.shuffle(records, random);

        for (int from = 0; from < records.size(); ) {
            int to = Math.min(records.size(), from + 1 + random.nextInt(7));
            deliver(records.subList(from, to));
            from = to;
        }

        assertThat(taken()).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void setsAsideAloneWhatCannotBeRead() {
        var records = new ArrayList<>(enrolments());
        records.set(3, poison("{\"person\":", records.get(3)));
        records.set(6, poison("{}".repeat(3), records.get(6)));

        deliver(records);

        var rest = new ArrayList<>(names());
        rest.remove(6);
        rest.remove(3);
        assertThat(taken()).containsExactlyElementsOf(rest);
        listed().body("items", hasSize(2)).body("items[0].consumer", is(consumer));
    }

    @Test
    void setsAsideAloneWhatTheEffectRefuses() {
        var unwanted = people.get(4).toString();
        effect = event -> {
            taken.note(event.subject());
            if (event.subject().equals(unwanted)) {
                throw new Refused(CommonProblems.INVALID, "unwanted");
            }
        };

        deliver(enrolments());

        var rest = new ArrayList<>(names());
        rest.remove(unwanted);
        assertThat(taken()).containsExactlyElementsOf(rest);
        listed().body("items", hasSize(1)).body("items[0].reason", is("unwanted"));
    }

    @Test
    void setsAsideWhatBelongsToAnotherTopic() {
        var here = enrolments().getFirst();
        here.headers().remove("ce_type").add("ce_type", "tandem.matching.match-approved.v1".getBytes(UTF_8));

        deliver(List.of(here));

        assertThat(taken()).isEmpty();
        listed().body("items", hasSize(1));
    }

    @Test
    void keepsADeadLetterOnceWhenItIsDeliveredAgain() {
        var poison = poison("[", enrolments().getFirst());

        deliver(List.of(poison));
        deliver(List.of(poison));

        listed().body("items", hasSize(1));
    }

    @Test
    void waitsForWhatPassesAndLosesNothing() {
        var failures = new AtomicInteger(3);
        effect = event -> {
            taken.note(event.subject());
            if (event.subject().equals(people.get(5).toString()) && failures.getAndDecrement() > 0) {
                throw new IllegalStateException(new SQLTransientConnectionException("gone", "08006"));
            }
        };

        deliver(enrolments());

        assertThat(taken()).containsExactlyElementsOf(names());
        listed().body("items", hasSize(0));
    }

    @Test
    void replaysADeadLetterOnce() {
        effect = event -> {
            throw new Refused(CommonProblems.INVALID, "not yet");
        };
        deliver(List.of(enrolments().getFirst()));
        var id = listed().extract().<String>path("items[0].id");
        replay(id).statusCode(409).body("type", is("/problems/dead-letter-refused"));

        effect = event -> taken.note(event.subject());
        deliver(List.of(Records.of(new EmploymentEnded(people.get(9), LocalDate.EPOCH), tenant, 1)));

        replay(id).statusCode(204);
        replay(id).statusCode(409).body("type", is("/problems/dead-letter-replayed"));
        assertThat(taken())
                .containsExactly(people.get(9).toString(), people.get(0).toString());
    }

    @Test
    void replaysBeforeTheFirstRecordHasCome() {
        var outcome = new OutcomeRecorded(people.getFirst(), OutcomeKind.PROMOTION, BigDecimal.ONE, LocalDate.EPOCH);
        deadLetters.quarantine("note-service.note", Records.of(outcome, tenant, 1), "was not understood");

        replay(listed().extract().path("items[0].id")).statusCode(204);

        assertThat(taken()).containsExactly("heard 1 because of null");
    }

    @Test
    void hidesDeadLettersFromOtherTenants() {
        deliver(List.of(poison("[", enrolments().getFirst())));
        var id = listed().extract().<String>path("items[0].id");

        var stranger = Tokens.of("stranger").role(Roles.OPERATIONS_OWNER).sign();
        given().auth().oauth2(stranger).get("/v1/dead-letters").then().body("items", hasSize(0));
        given().auth()
                .oauth2(stranger)
                .urlEncodingEnabled(false)
                .post("/v1/dead-letters/" + id + ":replay")
                .then()
                .statusCode(404);
    }

    @Test
    void takesStatesAndTheirEnd() {
        var ada = people.getFirst();
        var state = new CalendarProfile(ada, 3, "Europe/Zurich");

        inbox.processStates(
                Records.poll(List.of(Records.of(state, tenant, 0), Records.nothing(ada, Purpose.CALENDAR, tenant))),
                consumer,
                (key, value) -> taken.note(key + " " + (value == null ? "nothing" : value.consentVersion())));

        assertThat(taken()).containsExactly(ada + ":CALENDAR 3", ada + ":CALENDAR nothing");
    }

    @Test
    void worksAsTheTenantOfEachEvent() {
        var other = tenant + "x";
        var mixed = new ArrayList<>(enrolments());
        mixed.add(5, Records.of(enrolled(people.get(0)), other, 1));

        deliver(mixed);

        assertThat(taken()).hasSize(10);
        assertThat(tenants.callAs(other, taken::all))
                .containsExactly(people.get(0).toString());
    }

    @Test
    void writesNothingAboutAnEventThatConcernsNobodyHere() {
        var first = people.getFirst().toString();
        var chosen = new ArrayList<String>();
        var records = enrolments();

        inbox.process(Records.poll(records), consumer, IntakeEvent.class, event -> {
            if (!event.subject().equals(first)) {
                return Effect.NONE;
            }
            chosen.add(event.subject());
            return () -> taken.note(event.subject());
        });
        deliver(records);

        assertThat(chosen).containsExactly(first);
        assertThat(taken())
                .containsExactlyElementsOf(names()); // the others were not claimed, so they can still have an effect
    }

    @Test
    void setsAsideARecordOfAnotherFamily() {
        inbox.process(Records.poll(enrolments()), consumer, MatchingEvent.class, event -> Effect.NONE);

        listed().body("items", hasSize(10));
    }

    private void deliver(List<ConsumerRecord<String, byte[]>> records) {
        inbox.process(Records.poll(records), consumer, IntakeEvent.class, event -> () -> effect.accept(event));
    }

    private List<ConsumerRecord<String, byte[]>> enrolments() {
        return people.stream()
                .map(person -> Records.of(enrolled(person), tenant, 1))
                .toList();
    }

    private static ParticipantEnrolled enrolled(PersonId person) {
        return new ParticipantEnrolled(PROGRAMME, person);
    }

    private static ConsumerRecord<String, byte[]> poison(String value, ConsumerRecord<String, byte[]> like) {
        var poison =
                new ConsumerRecord<>(like.topic(), like.partition(), like.offset(), like.key(), value.getBytes(UTF_8));
        like.headers().forEach(poison.headers()::add);
        return poison;
    }

    private List<String> names() {
        return people.stream().map(PersonId::toString).toList();
    }

    private List<String> taken() {
        return tenants.callAs(tenant, taken::all);
    }

    private ValidatableResponse listed() {
        return given().auth()
                .oauth2(Tokens.of(tenant).role(Roles.OPERATIONS_OWNER).sign())
                .get("/v1/dead-letters")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse replay(String id) {
        return given().auth()
                .oauth2(Tokens.of(tenant).role(Roles.OPERATIONS_OWNER).sign())
                .urlEncodingEnabled(false)
                .post("/v1/dead-letters/" + id + ":replay")
                .then();
    }
}
