package tandem.session.calendar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.EngagementId;
import tandem.events.SessionEvent.SessionScheduled;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.Stage;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

/** Events streamed one to a line, by a sender that writes its bytes itself: it says when they go, and when it goes. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class EventStreamTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Stage stage;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void answersEachEventWhileTheStreamIsStillOpen() throws IOException {
        try (var sender = new Sender(Roles.CALENDAR)) {
            sender.send(upserted("1", scene.in(24), scene.coaching) + "\n");
            assertThat(sender.answer()).isEqualTo("1 1 accepted");

            sender.send("\n" + upserted("2", scene.in(48), scene.coaching) + "\n");
            assertThat(sender.answer()).isEqualTo("2 2 accepted");

            sender.end();
            assertThat(sender.answers()).isEmpty();
        }

        assertThat(told()).isEqualTo(2);
    }

    @Test
    void goesOnAfterALineThatCannotBeTaken() throws IOException {
        try (var sender = new Sender(Roles.CALENDAR)) {
            sender.send(String.join(
                    "\n",
                    upserted("1", scene.in(24), scene.coaching),
                    "{\"half\":",
                    "[]",
                    upserted("2", scene.in(24), new EngagementId(UUID.randomUUID())),
                    "\"" + "x".repeat(300_000) + "\"",
                    upserted("1", scene.in(24), scene.coaching),
                    upserted("1", scene.in(30), scene.coaching),
                    upserted("3", scene.in(48), scene.coaching)));
            sender.end();

            assertThat(sender.answers())
                    .containsExactly(
                            "1 1 accepted",
                            "2 - rejected /problems/malformed-event",
                            "3 - rejected /problems/malformed-event",
                            "4 2 rejected /problems/not-a-session",
                            "5 - rejected /problems/too-large",
                            "6 1 duplicate",
                            "7 1 conflict /problems/event-conflict",
                            "8 3 accepted");
        }
    }

    @Test
    void losesNothingItAnsweredWhenTheConnectionIsCut() throws IOException {
        var all = IntStream.range(0, 40)
                .mapToObj(number -> upserted("n" + number, scene.in(24 + number), scene.coaching))
                .toList();
        var answered = new ArrayList<String>();
        try (var sender = new Sender(Roles.CALENDAR)) {
            sender.send(
                    String.join("\n", all.subList(0, 30)) + "\n" + all.get(30).substring(0, 50));
            for (int answer = 0; answer < 20; answer++) {
                answered.add(sender.answer());
            }
        } // without an end, in the middle of a line

        try (var again = new Sender(Roles.CALENDAR)) {
            again.send(String.join("\n", all) + "\n");
            again.end();
            var answers = again.answers();

            assertThat(answers).hasSize(40);
            assertThat(answers.subList(0, 20)).allMatch(answer -> answer.endsWith(" duplicate"));
            assertThat(answers.subList(30, 40)).allMatch(answer -> answer.endsWith(" accepted"));
        }
        assertThat(answered).allMatch(answer -> answer.endsWith(" accepted"));
        assertThat(told()).isEqualTo(40);
    }

    @Test
    void takesMoreThanAnyOtherRequestMayHold() throws IOException {
        var padding = " ".repeat(250_000);
        try (var sender = new Sender(Roles.CALENDAR)) {
            for (int number = 0; number < 40; number++) {
                sender.send(upserted("n" + number, scene.in(24 + number), scene.coaching) + padding + "\n");
                assertThat(sender.answer()).endsWith(" accepted");
            }
            sender.end();
        }
    }

    @Test
    void isRefusedAsAWholeToWhoeverMayNotSend() throws IOException {
        try (var sender = new Sender(Roles.PARTICIPANT)) {
            sender.end();
            assertThat(sender.status()).contains(" 403 ");
        }
    }

    @Test
    void readsNoFurtherWhileNobodyReadsItsAnswersAndLosesNone() throws Exception {
        var lines = 60_000;
        var unreadable = ("x".repeat(1_000) + "\n").repeat(100);
        var sent = new AtomicInteger();
        try (var sender = new Sender(Roles.CALENDAR, 4_096);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sending = threads.submit(() -> {
                for (; sent.get() < lines; sent.addAndGet(100)) {
                    sender.send(unreadable);
                }
                sender.end();
                return sent.get();
            });
            var before = new AtomicInteger(-1);
            await().during(Duration.ofSeconds(1)).atMost(Duration.ofMinutes(1)).until(() -> {
                var now = sent.get();
                return before.getAndSet(now) == now;
            });
            assertThat(sending).isNotDone();

            var answers = sender.answers();

            assertThat(sending.get()).isEqualTo(lines);
            assertThat(answers).hasSize(lines).allMatch(answer -> answer.endsWith("/problems/malformed-event"));
            assertThat(answers.getLast()).startsWith(lines + " ");
        }
    }

    @Test
    void hasSoManyStreamsOpenAndNoMore() throws IOException {
        var open = new ArrayList<Sender>();
        try {
            for (int number = 0; number < 16; number++) {
                var sender = new Sender(Roles.CALENDAR);
                open.add(sender);
                sender.send(upserted("open-" + number, scene.in(24 + number), scene.coaching) + "\n");
                assertThat(sender.answer()).endsWith(" accepted");
            }
            try (var another = new Sender(Roles.CALENDAR)) {
                another.end();
                assertThat(another.status()).contains(" 429 ");
                assertThat(another.headers()).anyMatch(header -> header.equalsIgnoreCase("Retry-After: 2"));
            }
            open.getFirst().end();
            assertThat(open.getFirst().answers()).isEmpty();
            try (var another = new Sender(Roles.CALENDAR)) {
                another.send(upserted("after", scene.in(60), scene.coaching) + "\n");
                assertThat(another.answer()).endsWith(" accepted");
            }
        } finally {
            for (var sender : open) {
                sender.close();
            }
        }
    }

    private int told() {
        return OutboxRows.events(scene.tenant, SessionScheduled.class).size();
    }

    private static String upserted(String id, Instant start, EngagementId engagement) {
        return """
                {"specversion":"1.0","id":"%s","source":"/stream","type":"tandem.calendar.session-upserted.v1",\
                "time":"2030-01-01T09:00:00Z","data":{"uid":"uid-%s","sequence":0,"engagement":"%s","startsAt":"%s",\
                "endsAt":"%s","attendees":[]}}""".formatted(id, id, engagement, start, start.plus(Duration.ofHours(1)));
    }

    /** Writes a chunked request and reads a chunked answer at the same time. */
    private final class Sender implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;
        private final List<String> headers = new ArrayList<>();
        private final List<String> lines = new ArrayList<>();
        private @Nullable String status;
        private String pending = "";

        Sender(String role) throws IOException {
            this(role, 64 * 1024);
        }

        Sender(String role, int unread) throws IOException {
            socket = new Socket();
            socket.setReceiveBufferSize(unread);
            socket.connect(new InetSocketAddress("localhost", RestAssured.port));
            socket.setSoTimeout(20_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            write("POST /v1/events HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
                    + "Content-Type: application/x-ndjson\r\nAuthorization: Bearer "
                    + Tokens.of(scene.tenant).role(role).sign() + "\r\n\r\n");
        }

        void send(String text) throws IOException {
            write(Integer.toHexString(text.getBytes(UTF_8).length) + "\r\n" + text + "\r\n");
        }

        void end() throws IOException {
            write("0\r\n\r\n");
        }

        String status() throws IOException {
            if (status == null) {
                status = in.readLine();
                for (var header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
                    headers.add(header);
                }
            }
            return status;
        }

        List<String> headers() {
            return headers;
        }

        String answer() throws IOException {
            assertThat(status()).contains(" 200 ");
            while (lines.isEmpty()) {
                assertThat(readChunk()).isTrue();
            }
            return lines.removeFirst();
        }

        List<String> answers() throws IOException {
            assertThat(status()).contains(" 200 ");
            while (readChunk()) {}
            return lines;
        }

        private boolean readChunk() throws IOException {
            var size = Integer.parseInt(in.readLine(), 16);
            var text = new char[size];
            for (int read = 0; read < size; ) {
                read += in.read(text, read, size - read);
            }
            in.readLine();
            pending += new String(text);
            for (int end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
                lines.add(summary(JSON.readTree(pending.substring(0, end))));
                pending = pending.substring(end + 1);
            }
            return size > 0;
        }

        private static String summary(JsonNode answer) {
            var problem = answer.at("/problem/type").asText();
            return answer.get("line") + " " + answer.path("id").asText("-") + " "
                    + answer.get("status").asText() + (problem.isEmpty() ? "" : " " + problem);
        }

        private void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(UTF_8));
            socket.getOutputStream().flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
