package tandem.testing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.events.IntakeEvent.OutcomeRecorded;
import tandem.events.OutcomeKind;
import tandem.events.input.HrInput;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.ingest.EventStream;
import tandem.runtime.ingest.InboundEvent;
import tandem.runtime.ingest.Ingest;
import tandem.runtime.ingest.Outcome;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;
import tandem.testing.app.Taken;

@QuarkusTest
@WithTestResource(RealParts.class)
class IngestTest {

    private static final String TYPE = "tandem.hr.outcome-recorded.v1";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String STRUCTURED = "application/cloudevents+json";

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    Ingest ingest;

    @Inject
    EventStream stream;

    @Inject
    Taken taken;

    @Inject
    Tenants tenants;

    @Test
    void takesAnEventInBinaryMode() {
        binary("e1", data("100"), Roles.HRIS)
                .statusCode(202)
                .body("source", is("/hr"))
                .body("id", is("e1"))
                .body("status", is("accepted"));

        assertThat(taken()).containsExactly("100");
    }

    @Test
    void takesAnEventInStructuredMode() {
        post(STRUCTURED, event("e1", data("100")), Roles.HRIS).statusCode(202).body("status", is("accepted"));
    }

    @Test
    void decodesHeadersOfBinaryMode() {
        given().header("Authorization", "Bearer " + token(Roles.HRIS))
                .header("ce-specversion", "1.0")
                .header("ce-id", "%C3%BC%201")
                .header("ce-source", "/hr")
                .header("ce-type", TYPE)
                .contentType("application/json; charset=utf-8")
                .body(data("100"))
                .post("/v1/events")
                .then()
                .statusCode(202)
                .body("id", is("ü 1"));
    }

    @Test
    void tellsWithTheInboundEventAsTheCause() {
        binary("e1", data("100"), Roles.HRIS).statusCode(202);

        assertThat(OutboxRows.events(tenant, OutcomeRecorded.class)).hasSize(1);
        assertThat(column("causation")).containsExactly("/hr#e1");
    }

    @Test
    void carriesTheTraceOfTheRequestIntoTheOutbox() {
        given().header("Authorization", "Bearer " + token(Roles.HRIS))
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .contentType(STRUCTURED)
                .body(event("e1", data("100")).getBytes(UTF_8))
                .post("/v1/events")
                .then()
                .statusCode(202);

        assertThat(column("traceparent")).singleElement().asString().startsWith("00-0af7651916cd43dd8448eb211c80319c-");
    }

    @Test
    void knowsAnEventAgainWhateverTheOrderOfItsMembers() {
        binary("e1", data("100"), Roles.HRIS).statusCode(202);

        binary("e1", """
                        {"observedOn":"2030-01-01", "value":1.50, "kind":"PROMOTION", "employeeNumber":"100"}""", Roles.HRIS).statusCode(200).body("status", is("duplicate"));
        assertThat(taken()).containsExactly("100");
    }

    @Test
    void refusesOtherDataUnderAKnownIdentity() {
        binary("e1", data("100"), Roles.HRIS).statusCode(202);

        binary("e1", data("200"), Roles.HRIS)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", is("/problems/event-conflict"));
        assertThat(taken()).containsExactly("100");
    }

    @Test
    void answersABatchEventByEvent() {
        var batch = batch(
                event("e1", data("100")),
                event("e2", data("unwanted")),
                event("e1", data("100")),
                event("e1", data("300")),
                event("e3", data("")),
                event("e4", data("400")).replace(TYPE, "tandem.hr.nothing.v1"));

        post(BATCH, batch, Roles.HRIS)
                .statusCode(200)
                .body("status", contains("accepted", "rejected", "duplicate", "conflict", "rejected", "rejected"))
                .body("[1].problem.type", is("/problems/note-unwanted"))
                .body("[4].problem.errors[0].pointer", is("/data/employeeNumber"))
                .body("[5].problem.type", is("/problems/unknown-event-type"));
        assertThat(taken()).containsExactly("100");
    }

    @Test
    void answersTheSameBatchAgainWithDuplicates() {
        var batch = batch(event("e1", data("100")), event("e2", data("unwanted")));
        post(BATCH, batch, Roles.HRIS).statusCode(200);

        post(BATCH, batch, Roles.HRIS).statusCode(200).body("status", contains("duplicate", "rejected"));
    }

    @Test
    void rejectsOnlyTheEventThatBreaks() {
        post(BATCH, batch(event("e1", data("100")), event("e2", data("broken")), event("e3", data("300"))), Roles.HRIS)
                .statusCode(200)
                .body("status", contains("accepted", "rejected", "accepted"))
                .body("[1].problem.type", is("/problems/internal"));
        assertThat(taken()).containsExactly("100", "300");
    }

    @Test
    void rejectsAValueTheDatabaseRefuses() {
        binary("e1", data("forbidden"), Roles.HRIS).statusCode(500).body("type", is("/problems/internal"));

        assertThat(taken()).isEmpty();
    }

    @Test
    void rejectsWhatTheRoleMayNotPost() {
        binary("e1", data("100"), Roles.DELIVERY).statusCode(403).body("type", is("/problems/forbidden"));
    }

    @Test
    void rejectsAnInvalidEvent() {
        binary("e1", data("x".repeat(65)), Roles.HRIS)
                .statusCode(422)
                .body("type", is("/problems/invalid"))
                .body("errors[0].pointer", is("/data/employeeNumber"));
    }

    @Test
    void rejectsAValueOfTheWrongShapeWithoutNamingClasses() {
        var answer = binary("e1", data("100").replace("PROMOTION", "PROMOTED"), Roles.HRIS)
                .statusCode(422)
                .body("errors[0].pointer", is("/data/kind"))
                .extract()
                .asString();
        assertThat(answer).doesNotContain("tandem.events", "java.");
    }

    @Test
    void refusesABatchThatIsTooLarge() {
        var events = IntStream.rangeClosed(0, 1_000).mapToObj(i -> "0").toArray(String[]::new);

        post(BATCH, batch(events), Roles.HRIS).statusCode(413).body("type", is("/problems/batch-too-large"));
    }

    @Test
    void refusesWhatIsNoCloudEvent() {
        post("application/json", data("100"), Roles.HRIS).statusCode(400).body("type", is("/problems/malformed-event"));
        post("text/plain", "hello", Roles.HRIS).statusCode(415);
        post(STRUCTURED, "{\"id\":", Roles.HRIS).statusCode(400).body("type", is("/problems/bad-request"));
        post(STRUCTURED, event("e1", data("100")).replace("\"1.0\"", "\"0.3\""), Roles.HRIS)
                .statusCode(400)
                .body("detail", startsWith("specversion"));
    }

    @Test
    void refusesJsonMadeToHurt() {
        post(STRUCTURED, "[".repeat(10_000), Roles.HRIS).statusCode(400);
        post(STRUCTURED, "{\"id\":\"a\",\"id\":\"b\"}", Roles.HRIS).statusCode(400);
        post(STRUCTURED, event("e\\u0000", data("100")), Roles.HRIS).statusCode(400);
    }

    /** Half of a character is what software leaves that cuts texts by length. */
    @ParameterizedTest
    @ValueSource(strings = {"half\\ud83d", "\\udc00", "nul\\u0000"})
    void refusesTextThatIsNotWholeAndTakesWhatCameWithIt(String number) {
        post(BATCH, batch(event("e1", data(number)), event("e2", data("100"))), Roles.HRIS)
                .statusCode(200)
                .body("status", contains("rejected", "accepted"))
                .body("[0].problem.errors[0].pointer", is("/data/employeeNumber"));

        assertThat(taken()).containsExactly("100");
    }

    @Test
    void keepsTenantsApart() {
        binary("e1", data("100"), Roles.HRIS).statusCode(202);

        var other = Tokens.of("other").role(Roles.HRIS).sign();
        given().header("Authorization", "Bearer " + other)
                .contentType(STRUCTURED)
                .body(event("e1", data("999")))
                .post("/v1/events")
                .then()
                .statusCode(202);
        assertThat(taken()).containsExactly("100");
    }

    @Test
    void hasOneEffectWhenTheSameIsPostedInParallel() throws Exception {
        Callable<Integer> posting =
                () -> binary("e1", data("100"), Roles.HRIS).extract().statusCode();
        List<Integer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads
                    .invokeAll(IntStream.range(0, 50).mapToObj(i -> posting).toList())
                    .stream()
                    .map(future -> future.resultNow())
                    .toList();
        }

        assertThat(answers).containsOnlyOnce(202).containsOnly(202, 200);
        assertThat(taken()).containsExactly("100");
    }

    @Test
    void tellsCallersToComeBackWhenTooMuchWaitsAndDropsNothingItTook() throws Exception {
        var hris = new Actor(tenant, null, "hr", Set.of(Roles.HRIS));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> ingest.accept(hris, outcomes("slow", 1)));
            Thread.sleep(500);
            var batches = IntStream.range(0, 20)
                    .mapToObj(batch -> threads.submit(() -> ingest.accept(hris, outcomes("b" + batch, 1_000))))
                    .toList();

            var accepted = 0;
            var refused = 0;
            for (var batch : batches) {
                try {
                    accepted += batch.get().size();
                } catch (ExecutionException e) {
                    assertThat(e.getCause())
                            .isInstanceOfSatisfying(
                                    Refused.class,
                                    refusal -> assertThat(refusal.type()).isEqualTo(CommonProblems.OVERLOADED));
                    refused++;
                }
            }

            assertThat(slow.get()).hasSize(1);
            assertThat(refused).isPositive();
            assertThat(taken()).hasSize(accepted + 1);
        }
    }

    @Test
    void endsAStreamThatCannotBeTakenWithALineThatSaysSo() throws IOException {
        var hris = new Actor(tenant, null, "hr", Set.of(Roles.HRIS));
        var waiting = new ArrayList<>(outcomes("slow", 5));
        waiting.addAll(outcomes("many", 9_995));
        var others = ingest.take(hris, waiting);
        var out = new ByteArrayOutputStream();

        stream.answers(hris, new ByteArrayInputStream(line("e1", "100").getBytes(UTF_8)), events -> {})
                .write(out);

        assertThat(out.toString(UTF_8).lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains(
                                "\"line\":1", "\"/problems/overloaded\"", "\"status\":\"rejected\"", "\"ends\":true"));
        assertThat(others.join()).hasSize(10_000).allMatch(outcome -> outcome.status() == Outcome.Status.ACCEPTED);
        assertThat(taken()).doesNotContain("100");

        var later = new ByteArrayOutputStream();
        stream.answers(hris, new ByteArrayInputStream(line("e1", "100").getBytes(UTF_8)), events -> {})
                .write(later);
        assertThat(later.toString(UTF_8)).contains("accepted").doesNotContain("ends");
    }

    private static String line(String id, String number) {
        return event(id, data(number)).replaceAll("\\s*\\R\\s*", "") + "\n";
    }

    private static List<InboundEvent> outcomes(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new InboundEvent(
                        "/hr",
                        prefix + "-" + i,
                        TYPE,
                        null,
                        "00",
                        new HrInput.OutcomeRecorded(prefix + i, OutcomeKind.PROMOTION, BigDecimal.ONE, LocalDate.EPOCH),
                        null))
                .toList();
    }

    private List<String> taken() {
        return tenants.callAs(tenant, taken::all);
    }

    private List<String> column(String name) {
        try (var connection = AppDatabase.connect();
                var statement =
                        connection.prepareStatement("select " + name + " from tandem.outbox where tenant = ?")) {
            statement.setString(1, tenant);
            try (var rows = statement.executeQuery()) {
                var values = new ArrayList<String>();
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
                return values;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private ValidatableResponse binary(String id, String data, String role) {
        return given().header("Authorization", "Bearer " + token(role))
                .header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-source", "/hr")
                .header("ce-type", TYPE)
                .contentType("application/json")
                .body(data)
                .post("/v1/events")
                .then();
    }

    private ValidatableResponse post(String mediaType, String body, String role) {
        return given().header("Authorization", "Bearer " + token(role))
                .contentType(mediaType)
                .body(body.getBytes(UTF_8))
                .post("/v1/events")
                .then();
    }

    private String token(String role) {
        return Tokens.of(tenant).role(role).sign();
    }

    private static String batch(String... events) {
        return "[" + String.join(",", events) + "]";
    }

    private static String event(String id, String data) {
        return """
                {"specversion":"1.0","id":"%s","source":"/hr","type":"%s","time":"2030-01-01T09:00:00Z","data":%s}""".formatted(id, TYPE, data);
    }

    private static String data(String employeeNumber) {
        return """
                {"employeeNumber":"%s","kind":"PROMOTION","value":1.5,"observedOn":"2030-01-01"}""".formatted(employeeNumber);
    }
}
