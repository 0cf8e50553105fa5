package tandem.session.calendar;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.Fixtures;
import tandem.session.Ics;
import tandem.session.Stage;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class CalendarMessageResourceTest {

    @Inject
    Stage stage;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void answersWithAnOutcomeForEachEventOfTheText() {
        post(Fixtures.ics("google-export"), Roles.CALENDAR)
                .statusCode(200)
                .body("outcomes.result", equalTo(List.of("suggested", "moved", "dropped", "dropped")))
                .body("outcomes[0].sessions.suggested", equalTo(4))
                .body("outcomes[2].reason", equalTo("all-day"));
    }

    @Test
    void namesTheBrokenLine() {
        post(Fixtures.ics("broken-line"), Roles.CALENDAR)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/calendar-unreadable"))
                .body("detail", equalTo("Line 11: expected NAME:value"))
                .body("line", equalTo(11))
                .body("detail", not(containsString("folded by hand")));
    }

    @Test
    void refusesABomb() {
        post(Fixtures.ics("google-series-across-dst").replace("FREQ=WEEKLY", "FREQ=SECONDLY"), Roles.CALENDAR)
                .statusCode(413)
                .body("type", equalTo("/problems/calendar-too-large"));
    }

    @Test
    void refusesAHugeBody() {
        post("BEGIN:VCALENDAR\r\n" + "X-FILL:1234567890\r\n".repeat(60_000), Roles.CALENDAR)
                .statusCode(413);
    }

    @Test
    void takesTheMailThatBringsAnInvitation() {
        var text = Ics.request("by-mail@example.org", 0, scene.in(24), Stage.CARL, Stage.LEA);

        postMail(mail("Carl Coach <Carl.Coach@example.org>", text))
                .statusCode(200)
                .body("outcomes.result", equalTo(List.of("suggested")));
    }

    @Test
    void takesNoInvitationThatSomebodyElseSent() {
        var text = Ics.request("by-mail@example.org", 0, scene.in(24), Stage.CARL, Stage.LEA);

        postMail(mail("mallory@example.net", text))
                .statusCode(200)
                .body("outcomes.reason", equalTo(List.of("not-from-organiser")));
    }

    @Test
    void findsNothingInAMailWithoutACalendar() {
        postMail("From: carl.coach@example.org\r\nSubject: hello\r\n\r\nSee you.\r\n")
                .statusCode(200)
                .body("outcomes", equalTo(List.of()));
    }

    @Test
    void refusesAMailOfTooManyParts() {
        var mail = "From: carl.coach@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b\r\n\r\n\r\n".repeat(10_000) + "--b--\r\n";

        postMail(mail).statusCode(413).body("type", equalTo("/problems/calendar-too-large"));
    }

    @Test
    void takesNoCalendarFromAPerson() {
        post(Fixtures.ics("google-export"), Roles.PARTICIPANT).statusCode(403);
    }

    @Test
    void takesNothingButCalendars() {
        given().auth()
                .oauth2(Tokens.of(scene.tenant).role(Roles.CALENDAR).sign())
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/calendar-messages")
                .then()
                .statusCode(415);
    }

    private static String mail(String from, String text) {
        return """
                From: %s
                To: lea.leader@example.com
                Subject: Invitation
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="outer"

                --outer
                Content-Type: multipart/alternative; boundary="inner"

                --inner
                Content-Type: text/plain; charset=utf-8

                You are invited.
                --inner
                Content-Type: text/calendar; charset=utf-8; method=REQUEST
                Content-Transfer-Encoding: base64

                %s
                --inner--
                --outer
                Content-Type: application/ics; name="invite.ics"
                Content-Transfer-Encoding: base64

                QkVHSU46VkNBTEVOREFS
                --outer--
                """.formatted(from, Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                .replace("\r\n", "\n")
                .replace("\n", "\r\n");
    }

    private ValidatableResponse postMail(String mail) {
        return given().auth()
                .oauth2(Tokens.of(scene.tenant).role(Roles.CALENDAR).sign())
                .contentType("message/rfc822")
                .body(mail.getBytes(StandardCharsets.UTF_8))
                .post("/v1/calendar-messages")
                .then();
    }

    private ValidatableResponse post(String text, String role) {
        return given().auth()
                .oauth2(Tokens.of(scene.tenant).role(role).sign())
                .contentType("text/calendar")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post("/v1/calendar-messages")
                .then();
    }
}
