package tandem.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.AuditHeadService;
import tandem.runtime.audit.AuditSealService;
import tandem.testing.RealParts;
import tandem.testing.Tampering;
import tandem.testing.Tokens;

/** The trail of sessions: what people enter, log, commit to and confirm, with an account or with nothing but a link. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class TrailTest {

    @Inject
    Stage stage;

    @Inject
    AuditSealService sealer;

    @Inject
    AuditHeadService heads;

    private final PersonId lead = new PersonId(UUID.randomUUID());
    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void writesDownWhatPeopleDo() {
        entersASession();
        confirms(takes(commits()));

        var trail = trail();

        assertThat(trail.getList("items.what").reversed())
                .containsExactly(
                        "POST /v1/sessions",
                        "POST /v1/sessions/{id}/attendance",
                        "POST /v1/engagements/{id}/sponsor-actions",
                        "POST /v1/sponsor-actions/{id}:take",
                        "POST /v1/confirmations/{token}");
        assertThat(trail.getList("items.by", String.class).reversed())
                .startsWith(scene.carl.toString(), scene.carl.toString(), scene.mona.toString());
    }

    @Test
    void writesDownWhoeverHoldsALinkWithoutAName() {
        confirms(takes(commits()));

        var trail = trail();

        assertThat(trail.getString("items[0].what")).isEqualTo("POST /v1/confirmations/{token}");
        assertThat(trail.getString("items[0].by")).isNull();
        assertThat(trail.getString("items[0].client")).isEqualTo("link");
    }

    @Test
    void tellsTheTwoSidesOfAnEngagementWhoLookedAtIt() {
        var session = entersASession();
        commits();
        var paths = List.of(
                "/v1/sessions/" + session,
                "/v1/engagements/" + scene.coaching + "/sessions",
                "/v1/engagements/" + scene.coaching + "/closing-reviews",
                "/v1/engagements/" + scene.mentoring + "/sponsor-actions");

        paths.forEach(path -> as(lead, Roles.PROGRAM_LEAD).get(path).then().statusCode(200));
        sealer.seal();

        assertThat(seen(scene.carl))
                .containsExactly(
                        "GET /v1/engagements/{id}/closing-reviews",
                        "GET /v1/engagements/{id}/sessions",
                        "GET /v1/sessions/{id}");
        assertThat(seen(scene.mona)).containsExactly("GET /v1/engagements/{id}/sponsor-actions");
        assertThat(trail().getList("items.by").subList(0, 4)).containsOnly(lead.toString());
    }

    @Test
    void writesNoLookUpDownForWhatIsTheReadersOwn() {
        var session = entersASession();
        var before = trail().getList("items.what");

        for (var path : List.of("/v1/sessions/" + session, "/v1/engagements/" + scene.coaching + "/sessions")) {
            as(scene.carl, Roles.PROVIDER).get(path).then().statusCode(200);
        }

        assertThat(trail().getList("items.what")).isEqualTo(before);
    }

    @Test
    void namesNobodyWhoWasErased() {
        confirms(takes(commits()));

        scene.erase(scene.mona, UUID.randomUUID());

        var after = trail();
        assertThat(after.prettify()).doesNotContain(scene.mona.toString());
        assertThat(after.getString("items[0].what")).isEqualTo("forgotten");
        assertThat(after.getInt("items[0].counts.references")).isEqualTo(2);
        assertThat(Tampering.findings(scene.tenant, List.of())).isEmpty();
    }

    @Test
    void findsEveryKindOfTampering() {
        entersASession();
        confirms(takes(commits()));
        sealer.seal();
        heads.publishAll();

        Tampering.checkThatEveryKindIsFound(scene.tenant);
    }

    private String entersASession() {
        String session = as(scene.carl, Roles.PROVIDER)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of(
                        "engagement", scene.coaching.toString(),
                        "startsAt", scene.in(-3).toString(),
                        "endsAt", scene.in(-2).toString()))
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as(scene.carl, Roles.PROVIDER)
                .body(Map.of("attended", true))
                .post("/v1/sessions/" + session + "/attendance")
                .then()
                .statusCode(200);
        return session;
    }

    private String commits() {
        return as(scene.mona, Roles.PROVIDER)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("kind", "INTRODUCTION", "dueOn", "2030-03-01"))
                .post("/v1/engagements/" + scene.mentoring + "/sponsor-actions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String takes(String action) {
        return as(scene.mona, Roles.PROVIDER)
                .body(Map.of("takenOn", "2030-01-01"))
                .post("/v1/sponsor-actions/" + action + ":take")
                .then()
                .statusCode(200)
                .extract()
                .path("confirmation");
    }

    private static void confirms(String token) {
        given().contentType(ContentType.JSON)
                .body(Map.of("confirmed", true))
                .post("/v1/confirmations/" + token)
                .then()
                .statusCode(204);
    }

    private List<String> seen(PersonId provider) {
        return as(provider, Roles.PROVIDER).get("/v1/me/lookups").jsonPath().getList("items.what");
    }

    private JsonPath trail() {
        sealer.seal();
        return as(new PersonId(UUID.randomUUID()), Roles.DATA_PROTECTION)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private RequestSpecification as(PersonId person, String role) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(Tokens.of(scene.tenant).role(role).person(person).sign());
    }
}
