package tandem.matching;

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
import tandem.events.IntakeEvent.ErasureRequested;
import tandem.events.PersonId;
import tandem.events.RemovalId;
import tandem.events.Track;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.AuditHeadService;
import tandem.runtime.audit.AuditSealService;
import tandem.testing.RealParts;
import tandem.testing.Tampering;
import tandem.testing.Tokens;

/** The trail of matching: who ran, reviewed, approved, signed and ended, and who looked up a provider. */
@QuarkusTest
@WithTestResource(RealParts.class)
class TrailTest {

    @Inject
    Stage stage;

    @Inject
    AuditSealService sealer;

    @Inject
    AuditHeadService heads;

    private Stage.Scene scene;
    private final PersonId provider = Stage.somebody();
    private PersonId leader;

    @BeforeEach
    void open() {
        scene = stage.open();
        leader = scene.leader(Track.COACHING);
    }

    @Test
    void writesDownEveryStepOnceWithWhoTookIt() {
        lives();

        var trail = trail();

        assertThat(trail.getList("items.what").reversed())
                .containsExactly(
                        "POST /v1/providers",
                        "GET /v1/providers/{id}",
                        "POST /v1/runs",
                        "POST /v1/matches/{id}:review",
                        "POST /v1/matches/{id}:approve",
                        "POST /v1/matches/{id}/agreement:sign",
                        "POST /v1/matches/{id}/agreement:sign",
                        "POST /v1/matches/{id}:reassign");
        assertThat(trail.getList("items.by", String.class).reversed())
                .startsWith(lead(), lead())
                .endsWith(leader.toString(), provider.toString(), lead());
    }

    @Test
    void writesNothingAboutWhatWasRefused() {
        as(leader, Roles.PARTICIPANT)
                .post("/v1/matches/" + UUID.randomUUID() + "/agreement:sign")
                .then()
                .statusCode(404);

        assertThat(trail().getList("items")).isEmpty();
    }

    @Test
    void tellsAProviderWhoLookedThemUp() {
        register();
        as(scene.lead.requirePerson(), Roles.PROGRAM_LEAD).get("/v1/providers/" + provider);
        sealer.seal();

        var seen = as(provider, Roles.PROVIDER).get("/v1/me/lookups").jsonPath();

        assertThat(seen.getList("items.what")).containsExactly("GET /v1/providers/{id}");
        assertThat(seen.getString("items[0].by")).isEqualTo(lead());
    }

    @Test
    void tellsTheTwoSidesOfAMatchWhoLookedAtIt() {
        lives();
        var match = ofStaff("/v1/matches?programme=" + scene.programme).getString("items[0].id");

        ofStaff("/v1/matches/" + match);
        sealer.seal();

        for (var side : List.of(seen(leader, Roles.PARTICIPANT), seen(provider, Roles.PROVIDER))) {
            assertThat(side.getString("items[0].what")).isEqualTo("GET /v1/matches/{id}");
            assertThat(side.getString("items[0].by")).isEqualTo(lead());
        }
    }

    @Test
    void tellsTheTwoSidesOfAMatchWhoDecidedAboutIt() {
        lives();
        sealer.seal();

        assertThat(seen(leader, Roles.PARTICIPANT).getList("items.what"))
                .containsExactly(
                        "POST /v1/matches/{id}:reassign",
                        "POST /v1/matches/{id}:approve",
                        "POST /v1/matches/{id}:review");
        assertThat(seen(leader, Roles.PARTICIPANT).getList("items.by")).containsOnly(lead());
        assertThat(seen(provider, Roles.PROVIDER).getList("items.what"))
                .contains("POST /v1/matches/{id}:approve", "POST /v1/matches/{id}:reassign");
    }

    @Test
    void tellsBothSidesWhoPairedThem() {
        var other = scene.leader(Track.COACHING);
        as(scene.lead.requirePerson(), Roles.PROGRAM_LEAD)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of(
                        "programme", scene.programme.toString(),
                        "kind", "PEER",
                        "leader", leader.toString(),
                        "provider", other.toString(),
                        "reason", "ASKED_FOR"))
                .post("/v1/matches:arrange")
                .then()
                .statusCode(201);
        sealer.seal();

        for (var side : List.of(leader, other)) {
            var seen = seen(side, Roles.PARTICIPANT);
            assertThat(seen.getList("items.what")).containsExactly("POST /v1/matches:arrange");
            assertThat(seen.getString("items[0].by")).isEqualTo(lead());
        }
    }

    @Test
    void tellsTheTwoSidesOfAnAgreementWhoReadIt() {
        lives();
        var match = ofStaff("/v1/matches?programme=" + scene.programme).getString("items[0].id");

        as(leader, Roles.PARTICIPANT)
                .get("/v1/matches/" + match + "/agreement")
                .then()
                .statusCode(200);
        ofStaff("/v1/matches/" + match + "/agreement");
        sealer.seal();

        for (var side : List.of(seen(leader, Roles.PARTICIPANT), seen(provider, Roles.PROVIDER))) {
            assertThat(side.getList("items.what")).containsOnlyOnce("GET /v1/matches/{id}/agreement");
            assertThat(side.getString("items[0].by")).isEqualTo(lead());
        }
    }

    @Test
    void tellsALeaderWhoAskedForTheirMatchesAndEngagementsAlone() {
        lives();

        ofStaff("/v1/matches?leader=" + leader);
        ofStaff("/v1/engagements?leader=" + leader);
        ofStaff("/v1/engagements?provider=" + provider);
        sealer.seal();

        assertThat(seen(leader, Roles.PARTICIPANT).getList("items.what"))
                .startsWith("GET /v1/engagements", "GET /v1/matches");
        assertThat(seen(provider, Roles.PROVIDER).getString("items[0].what")).isEqualTo("GET /v1/engagements");
    }

    @Test
    void writesNoLookUpDownForPagesOfManyAndForWhatIsTheReadersOwn() {
        lives();
        var match = ofStaff("/v1/matches").getString("items[0].id");
        var before = trail().getList("items.what");

        ofStaff("/v1/engagements?programme=" + scene.programme);
        for (var path : List.of("/v1/matches/" + match, "/v1/matches?leader=" + leader, "/v1/engagements")) {
            as(leader, Roles.PARTICIPANT).get(path).then().statusCode(200);
        }

        assertThat(trail().getList("items.what")).isEqualTo(before);
    }

    @Test
    void namesNobodyWhoWasErased() {
        lives();
        var before = trail().getList("items.hash");

        scene.hear(new ErasureRequested(provider, new RemovalId(UUID.randomUUID()), UUID.randomUUID()));

        var after = trail();
        assertThat(after.prettify()).doesNotContain(provider.toString());
        assertThat(after.getString("items[0].what")).isEqualTo("forgotten");
        assertThat(after.getString("items[0].client")).isEqualTo("matching-service");
        assertThat(after.getList("items.hash")).endsWith(before.toArray());
        assertThat(Tampering.findings(scene.tenant, List.of())).isEmpty();
    }

    @Test
    void findsEveryKindOfTampering() {
        lives();
        sealer.seal();
        heads.publishAll();

        Tampering.checkThatEveryKindIsFound(scene.tenant);
    }

    /** From the registration of a provider to a match that is replaced. */
    private void lives() {
        register();
        var programmeLead = scene.lead.requirePerson();
        as(programmeLead, Roles.PROGRAM_LEAD)
                .get("/v1/providers/" + provider)
                .then()
                .statusCode(200);
        String match = as(programmeLead, Roles.PROGRAM_LEAD)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("programme", scene.programme.toString(), "top", 3))
                .post("/v1/runs")
                .then()
                .statusCode(201)
                .extract()
                .path("outcomes.items[0].proposals[0].match");
        for (var step : List.of(":review", ":approve")) {
            as(programmeLead, Roles.PROGRAM_LEAD)
                    .post("/v1/matches/" + match + step)
                    .then()
                    .statusCode(200);
        }
        as(leader, Roles.PARTICIPANT)
                .post("/v1/matches/" + match + "/agreement:sign")
                .then()
                .statusCode(200);
        as(provider, Roles.PROVIDER)
                .post("/v1/matches/" + match + "/agreement:sign")
                .then()
                .statusCode(200);
        as(programmeLead, Roles.PROGRAM_LEAD)
                .body(Map.of("reason", "NO_FIT", "beyondAllowance", true))
                .post("/v1/matches/" + match + ":reassign")
                .then()
                .statusCode(200);
    }

    private void register() {
        as(scene.lead.requirePerson(), Roles.PROGRAM_LEAD)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Stage.registration(provider))
                .post("/v1/providers")
                .then()
                .statusCode(201);
        scene.qualifies(provider);
    }

    private JsonPath trail() {
        sealer.seal();
        return as(Stage.somebody(), Roles.DATA_PROTECTION)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath seen(PersonId person, String role) {
        return as(person, role).get("/v1/me/lookups").jsonPath();
    }

    private JsonPath ofStaff(String path) {
        return as(scene.lead.requirePerson(), Roles.PROGRAM_LEAD)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String lead() {
        return scene.lead.requirePerson().toString();
    }

    private RequestSpecification as(PersonId person, String role) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(Tokens.of(scene.tenant).role(role).person(person).sign());
    }
}
