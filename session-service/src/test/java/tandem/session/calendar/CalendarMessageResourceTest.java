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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.Fixtures;
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

    private ValidatableResponse post(String text, String role) {
        return given().auth()
                .oauth2(Tokens.of(scene.tenant).role(role).sign())
                .contentType("text/calendar")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post("/v1/calendar-messages")
                .then();
    }
}
