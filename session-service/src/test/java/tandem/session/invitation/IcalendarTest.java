package tandem.session.invitation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tandem.events.SessionEvent.SessionScheduled;
import tandem.runtime.actor.Roles;
import tandem.runtime.mail.MailJob;
import tandem.session.FakeDirectory;
import tandem.session.Ics;
import tandem.session.People;
import tandem.session.Radicale;
import tandem.session.Stage;
import tandem.testing.Mailbox;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

/**
 * Every mail and calendar Tandem writes, read by a library other people wrote: icalendar for Python, and Python's own mail parser; with
 * {@code ./tandem test --clients}.
 */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
@EnabledIfSystemProperty(named = Radicale.WANTED, matches = "false")
class IcalendarTest {
    private static final String TANDEM = "sessions@tandem.invalid";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_WAITS = 400;
    private static final long PAUSE_NANOS = 25_000_000;
    private static final long PATIENCE_SECONDS = 60;

    @Inject
    Stage stage;

    @Inject
    MailJob mail;

    private Stage.Scene scene;
    private People people;

    @BeforeEach
    void open() {
        scene = stage.open();
        people = new People(scene);
    }

    @Test
    void readsAnInvitationItsRefusalsItsMovesAndItsEnd() throws Exception {
        String session = people.carl()
                .body(time(scene.in(48)))
                .post("/v1/engagements/" + scene.coaching + "/bookings")
                .path("session");
        counter(session, 60);
        answer(session, "decline");
        counter(session, 72);
        answer(session, "accept");
        people.lea().post("/v1/sessions/" + session + ":cancel").then().statusCode(200);

        var mails = readMails(session, 4);

        assertThat(mails)
                .extracting(read -> read.path("method").asText() + " "
                        + read.at("/events/0/sequence").asInt() + " "
                        + read.at("/events/0/start").asText())
                .containsExactly(
                        "REQUEST 0 " + scene.in(48),
                        "DECLINECOUNTER 0 " + scene.in(60),
                        "REQUEST 1 " + scene.in(72),
                        "CANCEL 2 " + scene.in(72));
        assertThat(mails).allSatisfy(read -> {
            assertThat(read.path("declared")).isEqualTo(read.path("method"));
            assertThat(read.path("events")).hasSize(1);
            assertIsOurs(read.at("/events/0"), session);
        });
        assertThat(mails.getLast().at("/events/0/status").asText()).isEqualTo("CANCELLED");
    }

    @Test
    void readsASeriesOverDaylightSavingAndWhatChangesInIt() throws Exception {
        var answer = people.carl()
                .body(series(scene.in(48).truncatedTo(ChronoUnit.MINUTES)))
                .post("/v1/engagements/" + scene.coaching + "/booked-series")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String series = answer.getString("series");
        List<String> sessions = answer.getList("sessions");
        var planned = OutboxRows.events(scene.tenant, SessionScheduled.class).stream()
                .map(told -> told.startsAt().toString())
                .toList();
        people.lea()
                .body(time(scene.in(24 * 33)))
                .post("/v1/sessions/" + sessions.get(1) + ":move")
                .then()
                .statusCode(200);
        people.carl().post("/v1/sessions/" + sessions.get(2) + ":cancel").then().statusCode(200);

        var mails = readMails(series, 3);
        var feed = read(List.of(Map.of("calendar", feed()))).getFirst();

        var whole = mails.getFirst().at("/events/0");
        assertThat(texts(whole.path("occurrences"))).isEqualTo(planned);
        assertThat(texts(whole.path("defined"))).isEqualTo(planned);
        assertThat(mails)
                .extracting(read -> read.path("method").asText() + " "
                        + read.at("/events/0/sequence").asInt() + " "
                        + read.at("/events/0/start").asText() + " "
                        + read.at("/events/0/original").asText())
                .containsExactly(
                        "REQUEST 0 " + planned.getFirst() + " null",
                        "REQUEST 1 " + scene.in(24 * 33) + " " + planned.get(1),
                        "CANCEL 1 " + planned.get(2) + " " + planned.get(2));
        assertThat(mails).allSatisfy(read -> assertIsOurs(read.at("/events/0"), series));
        assertThat(texts(feed.at("/events/0/occurrences"))).isEqualTo(planned);
        assertThat(feed.path("events"))
                .extracting(event -> event.path("uid").asText().equals(series + "@tandem") + " "
                        + event.path("sequence").asInt() + " "
                        + event.path("start").asText() + " "
                        + event.path("original").asText() + " "
                        + event.path("status").asText())
                .containsExactly(
                        "true 0 " + planned.getFirst() + " null CONFIRMED",
                        "true 1 " + scene.in(24 * 33) + " " + planned.get(1) + " CONFIRMED",
                        "true 1 " + planned.get(2) + " " + planned.get(2) + " CANCELLED");
        assertThat(feed.path("events"))
                .allSatisfy(event -> assertThat(event.path("attendees")).isEmpty());
    }

    /** One UID, one title that says nothing, Tandem as organiser, and nobody but whom the mail is for. */
    private static void assertIsOurs(JsonNode event, String booked) {
        assertThat(event.path("uid").asText()).isEqualTo(booked + "@tandem");
        assertThat(event.path("title").asText()).isEqualTo("Tandem session");
        assertThat(event.path("organizer").asText()).isEqualTo("mailto:" + TANDEM);
        assertThat(event.path("attendees"))
                .extracting(attendee -> attendee.path("address").asText())
                .containsExactly("mailto:" + Stage.LEA);
    }

    private void counter(String session, int hours) {
        byMail(Ics.counter(session + "@tandem", 0, scene.in(hours), TANDEM, Stage.LEA))
                .statusCode(200);
    }

    private void answer(String session, String verb) {
        people.carl()
                .post("/v1/sessions/" + session + "/proposal:" + verb)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse byMail(String text) {
        return given().auth()
                .oauth2(Tokens.of(scene.tenant).role(Roles.CALENDAR).sign())
                .contentType("message/rfc822")
                .body(("From: " + Stage.LEA + "\r\nContent-Type: text/calendar; charset=utf-8\r\n\r\n" + text)
                        .getBytes(StandardCharsets.UTF_8))
                .post("/v1/calendar-messages")
                .then();
    }

    private String feed() {
        String path = people.lea().post("/v1/me/calendar-feed").path("path");
        return given().urlEncodingEnabled(false).get(path).asString();
    }

    private static Map<String, String> time(Instant start) {
        return Map.of(
                "startsAt", start.toString(), "endsAt", start.plusSeconds(3_600).toString());
    }

    /** Every four weeks for sixteen: in whichever of them tests play, the clocks in Berlin change between them. */
    private static Map<String, Object> series(Instant start) {
        return Map.of(
                "startsAt",
                start.toString(),
                "endsAt",
                start.plusSeconds(3_600).toString(),
                "zone",
                "Europe/Berlin",
                "everyWeeks",
                4,
                "times",
                5);
    }

    /** What Python reads in Lea's mails about it, once there are that many. */
    private List<JsonNode> readMails(String booked, int many) throws Exception {
        mail.deliver();
        var mails = mails(booked);
        for (var waits = 0; mails.size() < many && waits < LONGEST_WAITS; waits++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            mails = mails(booked);
        }
        assertThat(mails).hasSize(many);
        return read(mails.stream().map(each -> Map.of("mail", each)).toList());
    }

    private static List<String> mails(String booked) {
        return Mailbox.of(Stage.LEA).stream()
                .map(IcalendarTest::raw)
                .filter(text -> text.contains("UID:" + booked))
                .toList();
    }

    private static String raw(MimeMessage message) {
        try {
            var out = new ByteArrayOutputStream();
            message.writeTo(out);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> read(List<Map<String, String>> texts) throws Exception {
        var in = Files.writeString(Files.createTempFile("tandem-icalendar", ".in"), JSON.writeValueAsString(texts));
        var out = Files.createTempFile("tandem-icalendar", ".out");
        var errors = Files.createTempFile("tandem-icalendar", ".err");
        var script =
                Path.of(IcalendarTest.class.getResource("/read_calendar.py").toURI());
        var python = new ProcessBuilder(System.getProperty("clients.python", "python3"), script.toString())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(python.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(python.exitValue()).as(Files.readString(errors)).isZero();
        List<JsonNode> read = new ArrayList<>();
        JSON.readTree(out.toFile()).forEach(read::add);
        assertThat(read).allSatisfy(one -> assertThat(one.path("errors")).isEmpty());
        return read;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
