package tandem.session.invitation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.events.SessionEvent.AttendanceEvidenced;
import tandem.events.SessionEvent.SessionCancelled;
import tandem.events.SessionEvent.SessionMoved;
import tandem.events.SessionEvent.SessionScheduled;
import tandem.events.SessionEvent.SessionScheduled.Origin;
import tandem.runtime.actor.Roles;
import tandem.runtime.mail.MailJob;
import tandem.session.FakeDirectory;
import tandem.session.Ics;
import tandem.session.Stage;
import tandem.session.icalendar.CalendarText;
import tandem.session.icalendar.Meeting;
import tandem.session.rule.Slot;
import tandem.testing.Mailbox;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

/** Booking from end to end: the API, the queue, a mail server, and the calendars of both sides answering by mail. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class InvitationTest {
    private static final String TANDEM = "sessions@tandem.invalid";
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final int LONGEST_WAITS = 400;
    private static final long PAUSE_NANOS = 25_000_000;

    @Inject
    Stage stage;

    @Inject
    MailJob mail;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void invitesEachSideAndShowsItNoAddressButItsOwn() {
        var session = book(scene.in(48));

        var lea = letters(Stage.LEA, session, 1).getFirst();
        var carl = letters(Stage.CARL, session, 1).getFirst();

        assertThat(lea).contains("METHOD:REQUEST", "SEQUENCE:0", "SUMMARY:Tandem session", "mailto:" + Stage.LEA);
        assertThat(lea).contains("X-TANDEM-ENGAGEMENT:" + scene.coaching).doesNotContain(Stage.CARL);
        assertThat(carl).contains("mailto:" + Stage.CARL, "PARTSTAT=ACCEPTED").doesNotContain(Stage.LEA);
        var meeting = (Meeting) CalendarText.read(lea, null).getFirst();
        assertThat(meeting.uid()).isEqualTo(session + "@tandem");
        assertThat(meeting.organizer()).isEqualTo(TANDEM);
        assertThat(OutboxRows.events(scene.tenant, SessionScheduled.class))
                .singleElement()
                .satisfies(told -> assertThat(told.origin()).isEqualTo(Origin.INVITATION));
    }

    @Test
    void booksOnceHoweverOftenItIsSent() {
        var key = UUID.randomUUID().toString();

        var first =
                book(scene.carl, key, scene.in(48)).statusCode(201).extract().path("session");
        var again =
                book(scene.carl, key, scene.in(48)).statusCode(201).extract().path("session");

        assertThat(again).isEqualTo(first);
    }

    @Test
    void booksNothingBeforeBothHaveSigned() {
        as(Roles.PROVIDER, scene.carl)
                .header("Idempotency-Key", "early")
                .body(time(scene.in(48)))
                .post("/v1/engagements/" + UUID.randomUUID() + "/bookings")
                .then()
                .statusCode(404);
    }

    @Test
    void booksOnlyWhatIsToCome() {
        book(scene.carl, "past", scene.in(-2)).statusCode(409).body("type", equalTo("/problems/session-past"));
        book(scene.carl, "far", scene.in(24 * 400))
                .statusCode(409)
                .body("type", equalTo("/problems/session-outside-term"));
    }

    @Test
    void takesADeclineByMailAndTellsTheOtherSideAlone() {
        var start = scene.in(48);
        var session = book(start);
        letters(Stage.CARL, session, 1);

        byMail(Stage.LEA, Ics.reply(session + "@tandem", 0, start, TANDEM, Stage.LEA, "DECLINED"))
                .body("outcomes.result", equalTo(List.of("cancelled")));

        assertThat(letters(Stage.CARL, session, 2).getLast())
                .contains("METHOD:CANCEL", "SEQUENCE:1", "STATUS:CANCELLED");
        assertThat(letters(Stage.LEA, session, 1)).hasSize(1);
        assertThat(OutboxRows.events(scene.tenant, SessionCancelled.class)).hasSize(1);
    }

    @Test
    void putsBackWhatIsAcceptedAfterAll() {
        var start = scene.in(48);
        var session = book(start);
        byMail(Stage.LEA, Ics.reply(session + "@tandem", 0, start, TANDEM, Stage.LEA, "DECLINED"));

        byMail(Stage.LEA, Ics.later(Ics.reply(session + "@tandem", 0, start, TANDEM, Stage.LEA, "ACCEPTED"), 60))
                .body("outcomes.result", equalTo(List.of("created")));

        assertThat(letters(Stage.CARL, session, 3).getLast()).contains("METHOD:REQUEST", "SEQUENCE:2");
        assertThat(OutboxRows.events(scene.tenant, AttendanceEvidenced.class)).hasSize(2);
    }

    @Test
    void asksTheOtherSideAboutAnotherTime() {
        var session = book(scene.in(48));
        var counter = Ics.counter(session + "@tandem", 0, scene.in(72), TANDEM, Stage.LEA);

        byMail(Stage.LEA, counter).body("outcomes.result", equalTo(List.of("proposed")));
        byMail(Stage.LEA, counter).body("outcomes.result", equalTo(List.of("unchanged")));

        answer(scene.lea, Roles.PARTICIPANT, session, "accept")
                .statusCode(409)
                .body("type", equalTo("/problems/proposal-own"));
        answer(scene.carl, Roles.PROVIDER, session, "accept")
                .statusCode(200)
                .body("startsAt", equalTo(scene.in(72).toString()))
                .body("leader", equalTo("ACCEPTED"));
        assertThat(letters(Stage.LEA, session, 2).getLast()).contains("METHOD:REQUEST", "SEQUENCE:1");
        assertThat(letters(Stage.CARL, session, 2).getLast()).contains("METHOD:REQUEST", "SEQUENCE:1");
        assertThat(OutboxRows.events(scene.tenant, SessionMoved.class)).hasSize(1);
        answer(scene.carl, Roles.PROVIDER, session, "accept")
                .statusCode(409)
                .body("type", equalTo("/problems/proposal-gone"));
    }

    @Test
    void staysWithItsTimeWhenTheOtherSideDoesNotWantAnother() {
        var start = scene.in(48);
        var session = book(start);
        byMail(Stage.LEA, Ics.counter(session + "@tandem", 0, scene.in(72), TANDEM, Stage.LEA));

        answer(scene.carl, Roles.PROVIDER, session, "decline")
                .statusCode(200)
                .body("startsAt", equalTo(start.toString()));

        assertThat(letters(Stage.LEA, session, 2).getLast())
                .contains("METHOD:DECLINECOUNTER", "SEQUENCE:0", "mailto:" + Stage.LEA)
                .doesNotContain("STATUS:", Stage.CARL);
        assertThat(OutboxRows.events(scene.tenant, SessionMoved.class)).isEmpty();
    }

    @Test
    void movesWithAHigherSequenceAndAsksAnew() {
        var session = book(scene.in(48));

        as(Roles.PARTICIPANT, scene.lea)
                .body(time(scene.in(96)))
                .post("/v1/sessions/" + session + ":move")
                .then()
                .statusCode(200);

        assertThat(letters(Stage.CARL, session, 2).getLast()).contains("SEQUENCE:1", "PARTSTAT=NEEDS-ACTION");
        assertThat(letters(Stage.LEA, session, 2).getLast()).contains("SEQUENCE:1", "PARTSTAT=ACCEPTED");
    }

    @Test
    void knowsItsOwnMailWhenItComesBack() {
        var session = book(scene.in(48));
        var own = letters(Stage.LEA, session, 1).getFirst();

        post("text/calendar", own).statusCode(200).body("outcomes.result", equalTo(List.of("unchanged")));
        post("text/calendar", own.replace("METHOD:REQUEST", "METHOD:CANCEL"))
                .body("outcomes.result", equalTo(List.of("unchanged")));

        assertThat(OutboxRows.events(scene.tenant, SessionCancelled.class)).isEmpty();
    }

    @Test
    void letsNobodyElseAnswer() {
        var start = scene.in(48);
        var session = book(start);
        var reply = Ics.reply(session + "@tandem", 0, start, TANDEM, Stage.LEA, "DECLINED");

        byMail(Stage.MONA, reply).body("outcomes.reason", equalTo(List.of("not-from-attendee")));
        byMail(Stage.MONA, reply.replace(Stage.LEA, Stage.MONA))
                .body("outcomes.reason", equalTo(List.of("not-from-attendee")));

        assertThat(OutboxRows.events(scene.tenant, SessionCancelled.class)).isEmpty();
    }

    @Test
    void takesOutOfBothCalendarsWhatIsCancelledOrEndsWithTheEngagement() {
        var cancelled = book(scene.in(48));
        var ended = book(scene.in(72));

        as(Roles.PARTICIPANT, scene.lea).post("/v1/sessions/" + cancelled + ":cancel");
        scene.end(scene.coaching, scene.carl);

        for (var session : List.of(cancelled, ended)) {
            assertThat(letters(Stage.LEA, session, 2).getLast()).contains("METHOD:CANCEL");
            assertThat(letters(Stage.CARL, session, 2).getLast()).contains("METHOD:CANCEL");
        }
    }

    @Test
    void booksASeriesAsOneEntryThatKeepsItsLocalTime() {
        var series = bookSeries(scene.in(48), 5);

        var lea = letters(Stage.LEA, series.id(), 1).getFirst();

        assertThat(lea).contains("METHOD:REQUEST", "RRULE:FREQ=WEEKLY;INTERVAL=4;COUNT=5", "BEGIN:VTIMEZONE");
        var meeting = (Meeting) CalendarText.read(lea, null).getFirst();
        var told = OutboxRows.events(scene.tenant, SessionScheduled.class);
        assertThat(Objects.requireNonNull(meeting.timing())
                        .slots(scene.now(), scene.now().plus(Duration.ofDays(180))))
                .extracting(Slot::startsAt)
                .containsExactlyElementsOf(
                        told.stream().map(SessionScheduled::startsAt).toList());
        assertThat(told)
                .hasSize(5)
                .extracting(session ->
                        LocalTime.ofInstant(session.startsAt(), BERLIN).truncatedTo(ChronoUnit.MINUTES))
                .containsOnly(LocalTime.ofInstant(scene.in(48), BERLIN).truncatedTo(ChronoUnit.MINUTES));
        assertThat(letters(Stage.CARL, series.id(), 1))
                .singleElement()
                .satisfies(carl -> assertThat(carl).contains("PARTSTAT=ACCEPTED"));
    }

    @Test
    void booksNothingOfASeriesOfWhichOneCannotBe() {
        var later = scene.in(24 * 28 * 4).truncatedTo(ChronoUnit.MINUTES);

        bookSeries(scene.in(24 * 28), 26, 4).statusCode(409).body("type", equalTo("/problems/session-outside-term"));
        book(later);
        bookSeries(later.minus(Duration.ofDays(7)), 2, 1)
                .statusCode(409)
                .body("type", equalTo("/problems/session-already-there"));

        assertThat(OutboxRows.events(scene.tenant, SessionScheduled.class)).hasSize(1);
    }

    @Test
    void movesOneOfASeriesAndLeavesTheOthers() {
        var series = bookSeries(scene.in(48), 4);
        var second = series.sessions().get(1);

        as(Roles.PARTICIPANT, scene.lea)
                .body(time(scene.in(24 * 33)))
                .post("/v1/sessions/" + second + ":move")
                .then()
                .statusCode(200)
                .body("series", equalTo(series.id()));

        assertThat(letters(Stage.CARL, series.id(), 2).getLast())
                .contains("METHOD:REQUEST", "SEQUENCE:1", "RECURRENCE-ID;TZID=Europe/Berlin:", "BEGIN:VTIMEZONE")
                .doesNotContain("RRULE")
                .containsOnlyOnce("BEGIN:VEVENT");
        assertThat(OutboxRows.events(scene.tenant, SessionMoved.class))
                .singleElement()
                .satisfies(moved -> assertThat(moved.session().toString()).isEqualTo(second));
    }

    @Test
    void takesAnAnswerToASeriesForAllOfItAndOneToAnOccurrenceForThatAlone() {
        var start = scene.in(48).truncatedTo(ChronoUnit.MINUTES);
        var series = bookSeries(start, 4);
        var uid = series.id() + "@tandem";

        byMail(Stage.LEA, Ics.replyToOne(uid, 0, start, TANDEM, Stage.LEA, "DECLINED"))
                .body("outcomes.sessions.cancelled", equalTo(List.of(1)));
        assertThat(letters(Stage.CARL, series.id(), 2).getLast())
                .contains("METHOD:CANCEL", "RECURRENCE-ID")
                .containsOnlyOnce("BEGIN:VEVENT");

        byMail(Stage.LEA, Ics.later(Ics.reply(uid, 0, start, TANDEM, Stage.LEA, "ACCEPTED"), 60))
                .body("outcomes.sessions.scheduled", equalTo(List.of(1)));
        byMail(Stage.LEA, Ics.later(Ics.reply(uid, 0, start, TANDEM, Stage.LEA, "DECLINED"), 120))
                .body("outcomes.sessions.cancelled", equalTo(List.of(4)));
        assertThat(letters(Stage.CARL, series.id(), 4).getLast().split("BEGIN:VEVENT", -1))
                .hasSize(5);
        byMail(Stage.MONA, Ics.later(Ics.reply(uid, 0, start, TANDEM, Stage.MONA, "ACCEPTED"), 180))
                .body("outcomes.reason", equalTo(List.of("not-from-attendee")));
    }

    @Test
    void asksAboutAnotherTimeOfOneSessionAndNotOfAWholeSeries() {
        var start = scene.in(48).truncatedTo(ChronoUnit.MINUTES);
        var series = bookSeries(start, 3);
        var uid = series.id() + "@tandem";

        byMail(Stage.LEA, Ics.counter(uid, 0, scene.in(72), TANDEM, Stage.LEA))
                .body("outcomes.reason", equalTo(List.of("series-proposed")));
        byMail(Stage.LEA, Ics.counterOne(uid, 0, start, scene.in(72), TANDEM, Stage.LEA))
                .body("outcomes.result", equalTo(List.of("proposed")));
        answer(scene.carl, Roles.PROVIDER, series.sessions().getFirst(), "decline")
                .statusCode(200);

        assertThat(letters(Stage.LEA, series.id(), 2).getLast())
                .contains("METHOD:DECLINECOUNTER", "RECURRENCE-ID;TZID=Europe/Berlin:");
    }

    @Test
    void callsOffWhatIsToComeOfASeriesInOneMailToEach() {
        var series = bookSeries(scene.in(48), 4);
        as(Roles.PARTICIPANT, scene.lea)
                .post("/v1/sessions/" + series.sessions().getFirst() + ":cancel")
                .then()
                .statusCode(200);

        cancelSeries(scene.mona, Roles.PROVIDER, series.id()).statusCode(404);
        cancelSeries(scene.carl, Roles.PROVIDER, series.id()).statusCode(200).body("sessions", equalTo(3));

        assertThat(letters(Stage.LEA, series.id(), 3).getLast().split("BEGIN:VEVENT", -1))
                .hasSize(4);
        assertThat(OutboxRows.events(scene.tenant, SessionCancelled.class)).hasSize(4);
    }

    @Test
    void repeatsNoFasterThanWeeksAndNoLongerThanHalfAYear() {
        bookSeries(scene.in(48), 27, 1).statusCode(422);
        bookSeries(scene.in(48), 1, 1).statusCode(422);
        bookSeries(scene.in(48), 4, 14).statusCode(422);
        as(Roles.PROVIDER, scene.carl)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(series(scene.in(48), 4, 4, "Europe/Atlantis"))
                .post("/v1/engagements/" + scene.coaching + "/booked-series")
                .then()
                .statusCode(422);
    }

    /** A series as the API answers it. */
    private record Booked(String id, List<String> sessions) {}

    /** Every four weeks. */
    private Booked bookSeries(Instant start, int times) {
        var answer = bookSeries(start, times, 4).statusCode(201).extract().jsonPath();
        return new Booked(answer.getString("series"), answer.getList("sessions", String.class));
    }

    private ValidatableResponse bookSeries(Instant start, int times, int everyWeeks) {
        return as(Roles.PROVIDER, scene.carl)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(series(start, times, everyWeeks, BERLIN.getId()))
                .post("/v1/engagements/" + scene.coaching + "/booked-series")
                .then();
    }

    private static Map<String, Object> series(Instant start, int times, int everyWeeks, String zone) {
        var first = start.truncatedTo(ChronoUnit.MINUTES);
        return Map.of(
                "startsAt", first.toString(),
                "endsAt", first.plusSeconds(3_600).toString(),
                "zone", zone,
                "everyWeeks", everyWeeks,
                "times", times);
    }

    private ValidatableResponse cancelSeries(PersonId by, String role, String series) {
        return as(role, by).post("/v1/booked-series/" + series + ":cancel").then();
    }

    private String book(Instant start) {
        return book(scene.carl, UUID.randomUUID().toString(), start)
                .statusCode(201)
                .extract()
                .path("session");
    }

    private ValidatableResponse book(PersonId by, String key, Instant start) {
        return as(Roles.PROVIDER, by)
                .header("Idempotency-Key", key)
                .body(time(start))
                .post("/v1/engagements/" + scene.coaching + "/bookings")
                .then();
    }

    private ValidatableResponse answer(PersonId by, String role, String session, String verb) {
        return as(role, by)
                .post("/v1/sessions/" + session + "/proposal:" + verb)
                .then();
    }

    private static Map<String, String> time(Instant start) {
        return Map.of(
                "startsAt", start.toString(), "endsAt", start.plusSeconds(3_600).toString());
    }

    private io.restassured.specification.RequestSpecification as(String role, PersonId person) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(Tokens.of(scene.tenant).role(role).person(person).sign());
    }

    private ValidatableResponse byMail(String from, String text) {
        return post(
                "message/rfc822", "From: " + from + "\r\nContent-Type: text/calendar; charset=utf-8\r\n\r\n" + text);
    }

    private ValidatableResponse post(String type, String body) {
        return given().auth()
                .oauth2(Tokens.of(scene.tenant).role(Roles.CALENDAR).sign())
                .contentType(type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/calendar-messages")
                .then();
    }

    /** The calendar entries the address got for the session, once there are that many, unfolded. */
    private List<String> letters(String address, String session, int many) {
        mail.deliver();
        var letters = letters(address, session);
        for (var waits = 0; letters.size() < many && waits < LONGEST_WAITS; waits++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            letters = letters(address, session);
        }
        assertThat(letters).hasSizeGreaterThanOrEqualTo(many);
        return letters;
    }

    private static List<String> letters(String address, String session) {
        return Mailbox.of(address).stream()
                .map(InvitationTest::entry)
                .filter(text -> text.contains(session))
                .toList();
    }

    private static String entry(MimeMessage message) {
        try {
            if (!(message.getContent() instanceof MimeMultipart parts)) {
                return "";
            }
            try (var in = parts.getBodyPart(1).getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n ", "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
