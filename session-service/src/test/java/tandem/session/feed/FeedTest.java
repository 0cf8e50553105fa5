package tandem.session.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.Stage;
import tandem.session.icalendar.CalendarText;
import tandem.testing.AppDatabase;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class FeedTest {

    @Inject
    Stage stage;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void showsBothTracksOfAPersonAndNobodyElses() {
        enter(scene.coaching, scene.carl, Roles.PROVIDER, scene.in(24));
        var mentoring = enter(scene.mentoring, scene.mona, Roles.PROVIDER, scene.in(48));

        var leas = fetch(draw(Roles.PARTICIPANT, scene.lea)).asString();
        var carls = fetch(draw(Roles.PROVIDER, scene.carl)).asString();

        assertThat(CalendarText.read(leas, null)).hasSize(2);
        assertThat(CalendarText.read(carls, null)).hasSize(1);
        assertThat(carls).doesNotContain(mentoring).contains("SUMMARY:Tandem session");
    }

    @Test
    void keepsWhatWasCancelledAsCancelled() {
        var session = enter(scene.coaching, scene.carl, Roles.PROVIDER, scene.in(24));
        as(Roles.PROVIDER, scene.carl).post("/v1/sessions/" + session + ":cancel");

        assertThat(fetch(draw(Roles.PARTICIPANT, scene.lea)).asString()).contains("STATUS:CANCELLED");
    }

    @Test
    void showsASeriesAsOneEntryAndWhatChangedInItByItself() {
        var first = scene.in(24).truncatedTo(ChronoUnit.MINUTES);
        var sessions = bookSeries(first);
        var address = draw(Roles.PARTICIPANT, scene.lea);
        var planned = fetch(address).asString();

        as(Roles.PROVIDER, scene.carl)
                .body(Map.of(
                        "startsAt", scene.in(24 * 9).toString(),
                        "endsAt", scene.in(24 * 9 + 1).toString()))
                .post("/v1/sessions/" + sessions.get(1) + ":move")
                .then()
                .statusCode(200);
        as(Roles.PROVIDER, scene.carl).post("/v1/sessions/" + sessions.get(2) + ":cancel");
        var changed = fetch(address).asString();

        assertThat(planned)
                .containsOnlyOnce("BEGIN:VEVENT")
                .contains("RRULE:FREQ=WEEKLY;INTERVAL=1;COUNT=4", "BEGIN:VTIMEZONE");
        assertThat(changed)
                .containsOnlyOnce("RRULE")
                .containsOnlyOnce("STATUS:CANCELLED")
                .contains("RECURRENCE-ID;TZID=Europe/Berlin:", "SEQUENCE:1");
        assertThat(CalendarText.read(changed, null)).hasSize(3);
    }

    @Test
    void sendsNothingAgainThatDidNotChange() {
        var address = draw(Roles.PARTICIPANT, scene.lea);
        var tag = fetch(address).header("ETag");

        assertThat(fetch(address).header("ETag")).isEqualTo(tag);
        assertThat(given().urlEncodingEnabled(false)
                        .header("If-None-Match", tag)
                        .get(address)
                        .statusCode())
                .isEqualTo(304);

        enter(scene.coaching, scene.carl, Roles.PROVIDER, scene.in(24));
        assertThat(given().urlEncodingEnabled(false)
                        .header("If-None-Match", tag)
                        .get(address)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void isReadNowAndThenAndNoOftener() {
        var address = draw(Roles.PARTICIPANT, scene.lea);
        var others = draw(Roles.PROVIDER, scene.carl);
        for (var number = 0; number < 20; number++) {
            fetch(address);
        }

        given().urlEncodingEnabled(false)
                .get(address)
                .then()
                .statusCode(429)
                .body("type", equalTo("/problems/too-many-requests"))
                .header("Retry-After", matchesPattern("[1-3]"));
        assertThat(fetch(others).statusCode()).isEqualTo(200);
    }

    @Test
    void answersARevokedAddressLikeOneThatNeverWas() {
        var first = draw(Roles.PARTICIPANT, scene.lea);
        var second = draw(Roles.PARTICIPANT, scene.lea);
        assertThat(fetch(first).statusCode()).isEqualTo(404);
        assertThat(fetch(second).statusCode()).isEqualTo(200);

        as(Roles.PARTICIPANT, scene.lea).delete("/v1/me/calendar-feed");

        var revoked = fetch(second);
        var unknown = fetch("/v1/feeds/" + scene.tenant + ".AAAA.ics");
        assertThat(revoked.statusCode()).isEqualTo(404);
        assertThat(revoked.jsonPath().getString("detail"))
                .isEqualTo(unknown.jsonPath().getString("detail"));
        assertThat(fetch("/v1/feeds/nothing.ics").statusCode()).isEqualTo(404);
    }

    @Test
    void keepsNoTokenAndNothingOfAnErasedPerson() throws SQLException {
        var address = draw(Roles.PARTICIPANT, scene.lea);
        var token = address.substring("/v1/feeds/".length(), address.length() - ".ics".length());

        assertThat(stored())
                .isNotEmpty()
                .doesNotContain(token, HexFormat.of().formatHex(token.getBytes(StandardCharsets.UTF_8)));

        scene.erase(scene.lea, UUID.randomUUID());
        assertThat(fetch(address).statusCode()).isEqualTo(404);
        assertThat(stored()).isEmpty();
    }

    private String stored() throws SQLException {
        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement(
                        "select encode(token_sha256, 'hex') from calendar_feeds where tenant = ?")) {
            statement.setString(1, scene.tenant);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    private String draw(String role, PersonId person) {
        return as(role, person)
                .post("/v1/me/calendar-feed")
                .then()
                .statusCode(200)
                .extract()
                .path("path");
    }

    private List<String> bookSeries(Instant first) {
        return as(Roles.PROVIDER, scene.carl)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of(
                        "startsAt",
                        first.toString(),
                        "endsAt",
                        first.plusSeconds(3_600).toString(),
                        "zone",
                        "Europe/Berlin",
                        "everyWeeks",
                        1,
                        "times",
                        4))
                .post("/v1/engagements/" + scene.coaching + "/booked-series")
                .then()
                .statusCode(201)
                .extract()
                .path("sessions");
    }

    private static Response fetch(String address) {
        return given().urlEncodingEnabled(false).get(address);
    }

    private String enter(EngagementId engagement, PersonId by, String role, Instant start) {
        return as(role, by)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of(
                        "engagement",
                        engagement.toString(),
                        "startsAt",
                        start.toString(),
                        "endsAt",
                        start.plusSeconds(3_600).toString()))
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private RequestSpecification as(String role, PersonId person) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(Tokens.of(scene.tenant).role(role).person(person).sign());
    }
}
