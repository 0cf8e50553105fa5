package tandem.verify.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.verify.clients.CloudEventsSdk.Request;

/** Session metadata posted with the official JavaScript SDK of CloudEvents, and the sessions that come of it. */
class SessionEventsSdkIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ACCEPTED = 202;
    private static final int LONGEST_WAITS = 60;
    private static final long PAUSE_NANOS = 100_000_000;

    private static Pair pair;
    private static Instant first;

    /** What was told on the topics arrives when it does: until then a session of the pair is refused. */
    @BeforeAll
    static void meet() {
        pair = Pair.start();
        first = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(2));
        var probe = new Request("structured", upserted("probe", "probe", 0, first.minus(Duration.ofHours(5))));
        for (var waits = 0; send(probe).getFirst().path("status").asInt() != ACCEPTED; waits++) {
            assertThat(waits).as("the pair is not known yet").isLessThan(LONGEST_WAITS);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary", "structured", "batched"})
    void makesMovesAndCancelsASession(String mode) throws IOException, InterruptedException {
        var hours = List.of("binary", "structured", "batched").indexOf(mode) * 10;
        var start = first.plus(Duration.ofHours(hours));
        var moved = start.plus(Duration.ofHours(1));

        var answers = send(
                new Request(mode, upserted(mode + "-1", mode, 0, start)),
                new Request(mode, upserted(mode + "-1", mode, 0, start)),
                new Request(mode, upserted(mode + "-2", mode, 1, moved)));

        if (mode.equals("batched")) {
            assertThat(answers)
                    .extracting(answer -> answer.at("/body/0/status").asText())
                    .containsExactly("accepted", "duplicate", "accepted");
        } else {
            assertThat(answers)
                    .extracting(answer -> answer.path("status").asInt())
                    .containsExactly(202, 200, 202);
        }
        assertThat(sessionAt(moved).path("state").asText()).isEqualTo("SCHEDULED");

        send(new Request(mode, cancelled(mode + "-3", mode, 2)));
        assertThat(sessionAt(moved).path("state").asText()).isEqualTo("CANCELLED");
    }

    @Test
    void isToldOfEachEventOfABatchWhatBecameOfIt() throws IOException, InterruptedException {
        var start = first.plus(Duration.ofHours(50));

        var answer = send(new Request(
                        "batched",
                        List.of(
                                upserted("many-1", "many", 0, start),
                                upserted("many-1", "many", 0, start.plusSeconds(60)),
                                upserted("many-2", "many", -1, start),
                                event("many-3", "tandem.calendar.unheard-of.v1", Map.of()))))
                .getFirst();

        assertThat(answer.path("body"))
                .extracting(outcome -> outcome.path("status").asText())
                .containsExactly("accepted", "conflict", "rejected", "rejected");
        assertThat(answer.at("/body/2/problem/errors/0/pointer").asText()).isEqualTo("/data/sequence");
        assertThat(sessionAt(start).path("origin").asText()).isEqualTo("CLOUD_EVENT");
    }

    private static Map<String, Object> upserted(String id, String uid, int sequence, Instant start) {
        return event(
                id,
                "tandem.calendar.session-upserted.v1",
                Map.of(
                        "uid", "sdk-" + uid,
                        "sequence", sequence,
                        "engagement", pair.engagement().toString(),
                        "startsAt", start.toString(),
                        "endsAt", start.plus(Duration.ofMinutes(45)).toString(),
                        "attendees", List.of()));
    }

    private static Map<String, Object> cancelled(String id, String uid, int sequence) {
        return event(
                id,
                "tandem.calendar.session-cancelled.v1",
                Map.of(
                        "uid",
                        "sdk-" + uid,
                        "sequence",
                        sequence,
                        "cancelledAt",
                        Instant.now().toString()));
    }

    private static Map<String, Object> event(String id, String type, Map<String, Object> data) {
        return Map.of(
                "id", id,
                "source", "/calendars/acme/node",
                "type", type,
                "time", first.toString(),
                "data", data);
    }

    private static JsonNode sessionAt(Instant start) throws IOException, InterruptedException {
        for (var session :
                get("/v1/engagements/" + pair.engagement() + "/sessions").path("items")) {
            if (session.path("startsAt").asText().equals(start.toString())) {
                return session;
            }
        }
        throw new AssertionError("No session begins at " + start);
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(ClientPlatform.sessions() + path))
                    .header("Authorization", "Bearer " + ClientPlatform.leadToken())
                    .build();
            return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
        }
    }

    private static List<JsonNode> send(Request... requests) {
        return CloudEventsSdk.send(ClientPlatform.sessions() + "/v1/events", ClientPlatform.calendarToken(), requests);
    }
}
