package tandem.session.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.SessionEvent.SessionScheduled;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.Ics;
import tandem.session.Stage;
import tandem.testing.AppDatabase;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class WebhookResourceTest {
    private static final String EVENTS = "application/cloudevents+json";

    @Inject
    Stage stage;

    private Stage.Scene scene;
    private String source;
    private String secret;

    @BeforeEach
    void open() {
        scene = stage.open();
        source = UUID.randomUUID().toString();
        secret = operations()
                .body(Map.of("name", "Room booking"))
                .put("/v1/webhook-sources/" + source)
                .then()
                .statusCode(200)
                .body("secret", startsWith("whsec_"))
                .extract()
                .path("secret");
    }

    @Test
    void takesSignedEventsOnce() {
        var event = upserted("1");

        post("msg_1", secret, EVENTS, event).statusCode(202).body("status", equalTo("accepted"));
        post("msg_1", secret, EVENTS, event).statusCode(200).body("status", equalTo("duplicate"));
        post("msg_2", secret, EVENTS, event).statusCode(200).body("status", equalTo("duplicate"));

        assertThat(OutboxRows.events(scene.tenant, SessionScheduled.class)).hasSize(1);
    }

    @Test
    void takesASignedCalendarText() {
        var text = Ics.request("uid", 0, scene.in(24), Stage.CARL, Stage.LEA);

        post("msg_1", secret, "text/calendar", text).statusCode(200).body("outcomes[0].result", equalTo("suggested"));
    }

    @Test
    void leavesAMessageUntakenThatItRefuses() {
        post("msg_1", secret, "text/calendar", "BEGIN:NONSENSE").statusCode(400);
        post("msg_1", secret, "text/calendar", Ics.request("uid", 0, scene.in(24), Stage.CARL, Stage.LEA))
                .body("outcomes[0].result", equalTo("suggested"));
    }

    @Test
    void answersAlikeToAnUnknownSourceAndToABadSignature() {
        var bad = post("msg_1", "whsec_" + "A".repeat(44), EVENTS, upserted("1"))
                .statusCode(401)
                .extract()
                .jsonPath();
        var known = source;
        source = UUID.randomUUID().toString();
        var unknown = post("msg_1", secret, EVENTS, upserted("1"))
                .statusCode(401)
                .extract()
                .jsonPath();
        source = known;
        var elsewhere = given().config(bare())
                .headers(signed("msg_1", secret, upserted("1")))
                .contentType(EVENTS)
                .body(upserted("1"))
                .post("/v1/webhooks/No%20Tenant/" + source)
                .then()
                .statusCode(401)
                .extract()
                .jsonPath();

        assertThat(unknown.getString("detail")).isEqualTo(bad.getString("detail"));
        assertThat(elsewhere.getString("detail")).isEqualTo(bad.getString("detail"));
        assertThat(OutboxRows.events(scene.tenant, SessionScheduled.class)).isEmpty();
    }

    @Test
    void isNoDoorToAnotherTenant() {
        var other = stage.open();

        given().config(bare())
                .headers(signed("msg_1", secret, upserted("1")))
                .contentType(EVENTS)
                .body(upserted("1"))
                .post("/v1/webhooks/" + other.tenant + "/" + source)
                .then()
                .statusCode(401);
    }

    @Test
    void takesTheSecretBeforeTheNewestForADay() {
        var newest = rotate();

        post("msg_1", secret, EVENTS, upserted("1")).statusCode(202);
        post("msg_2", newest, EVENTS, upserted("2")).statusCode(202);
        rotate();

        post("msg_3", secret, EVENTS, upserted("3")).statusCode(401);
        post("msg_4", newest, EVENTS, upserted("4")).statusCode(202);
    }

    @Test
    void takesNothingOfARevokedSource() {
        operations().delete("/v1/webhook-sources/" + source).then().statusCode(204);

        post("msg_1", secret, EVENTS, upserted("1")).statusCode(401);
        operations().get("/v1/webhook-sources").then().body("$", hasSize(0));
    }

    @Test
    void showsASecretOnceAndKeepsNoneThatCanBeRead() {
        operations()
                .body(Map.of("name", "Rooms"))
                .put("/v1/webhook-sources/" + source)
                .then()
                .statusCode(200)
                .body("secret", equalTo(null));
        post("msg_1", secret, EVENTS, upserted("1"));

        operations()
                .get("/v1/webhook-sources")
                .then()
                .body("[0].name", equalTo("Rooms"))
                .body("[0].secret", equalTo(null));
        var key = secret.substring("whsec_".length());
        assertThat(kept("encode(sealed, 'base64')")).doesNotContain(key.substring(0, 20));
        assertThat(kept("encode(sealed, 'escape')"))
                .doesNotContain(new String(Base64.getDecoder().decode(key), StandardCharsets.ISO_8859_1));
    }

    @Test
    void letsNobodyButOperationsMakeSources() {
        for (var role : new String[] {Roles.PROGRAM_LEAD, Roles.CALENDAR, Roles.PARTICIPANT}) {
            given().auth()
                    .oauth2(Tokens.of(scene.tenant).role(role).sign())
                    .contentType(ContentType.JSON)
                    .body(Map.of("name", "Mine"))
                    .put("/v1/webhook-sources/" + UUID.randomUUID())
                    .then()
                    .statusCode(403);
        }
    }

    private String rotate() {
        return operations()
                .post("/v1/webhook-sources/" + source + ":rotate")
                .then()
                .statusCode(200)
                .extract()
                .path("secret");
    }

    private RequestSpecification operations() {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(Tokens.of(scene.tenant).role(Roles.OPERATIONS_OWNER).sign());
    }

    private ValidatableResponse post(String id, String with, String type, String body) {
        return given().config(bare())
                .headers(signed(id, with, body))
                .contentType(type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/webhooks/" + scene.tenant + "/" + source)
                .then();
    }

    /** The bytes that were signed are the bytes that are sent. */
    private static RestAssuredConfig bare() {
        return RestAssuredConfig.config()
                .encoderConfig(EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(EVENTS, ContentType.TEXT)
                        .encodeContentTypeAs("text/calendar", ContentType.TEXT));
    }

    private static Map<String, String> signed(String id, String with, String body) {
        var timestamp = Long.toString(Instant.now(java.time.Clock.systemUTC()).getEpochSecond());
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(with.substring("whsec_".length())), "HmacSHA256"));
            var right = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return Map.of(
                    "webhook-id", id,
                    "webhook-timestamp", timestamp,
                    "webhook-signature", "v1," + Base64.getEncoder().encodeToString(right));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String upserted(String id) {
        var start = scene.now().plus(Duration.ofDays(1));
        return """
                {"specversion":"1.0","id":"%s","source":"/rooms","type":"tandem.calendar.session-upserted.v1",\
                "time":"2030-01-01T09:00:00Z","data":{"uid":"uid-%s","sequence":0,"engagement":"%s","startsAt":"%s",\
                "endsAt":"%s","attendees":[]}}""".formatted(id, id, scene.coaching, start, start.plus(Duration.ofHours(1)));
    }

    private String kept(String column) {
        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement(
                        "select string_agg(" + column + ", '') from webhook_keys where tenant = ?")) {
            statement.setString(1, scene.tenant);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
