package tandem.session.network;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.AuditSealService;
import tandem.session.FakeDirectory;
import tandem.session.Stage;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class ContentResourceTest {

    private static final String LINK = "https://learning.acme.example/handing-over";

    private final PersonId official = new PersonId(UUID.randomUUID());

    @Inject
    Stage stage;

    @Inject
    AuditSealService sealer;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void countsThatItWasOpenedAndNotByWhom() {
        String id = list(LINK).statusCode(201).extract().path("id");

        as(Roles.PARTICIPANT, scene.lea)
                .post("/v1/content/" + id + ":open")
                .then()
                .statusCode(200)
                .body("link", equalTo(LINK));
        as(Roles.PROVIDER, scene.carl)
                .post("/v1/content/" + id + ":open")
                .then()
                .statusCode(200);
        as(Roles.PARTICIPANT, new PersonId(UUID.randomUUID()))
                .post("/v1/content/" + id + ":open")
                .then()
                .statusCode(404);

        items(Roles.PROGRAM_LEAD, official).body("items[0].opened", equalTo(2));
        items(Roles.PARTICIPANT, scene.lea)
                .body("items[0].opened", nullValue())
                .body("items[0].title", equalTo("How to hand work over"));
        sealer.seal();
        assertThat(as(Roles.DATA_PROTECTION, official).get("/v1/audit").asString())
                .doesNotContain(scene.lea.toString())
                .doesNotContain("/content/{id}:open");
    }

    @Test
    void linksByHttpsAloneAndTakesWhatIsWithdrawnOffTheList() {
        list("http://learning.acme.example").statusCode(422).body("type", equalTo("/problems/link-refused"));
        String id = list(LINK).statusCode(201).extract().path("id");

        as(Roles.PROGRAM_LEAD, official)
                .post("/v1/content/" + id + ":withdraw")
                .then()
                .statusCode(204);

        items(Roles.PARTICIPANT, scene.lea).body("items", hasSize(0));
        items(Roles.PARTICIPANT, new PersonId(UUID.randomUUID())).statusCode(404);
        as(Roles.PARTICIPANT, scene.lea)
                .post("/v1/content/" + id + ":open")
                .then()
                .statusCode(404);
        as(Roles.PROGRAM_LEAD, official)
                .post("/v1/content/" + UUID.randomUUID() + ":withdraw")
                .then()
                .statusCode(404);
    }

    private ValidatableResponse list(String link) {
        return as(Roles.PROGRAM_LEAD, official)
                .body(Map.of(
                        "title", "How to hand work over", "link", link, "topic", "DELEGATION", "level", "STARTING"))
                .post("/v1/programmes/" + scene.programme + "/content")
                .then();
    }

    private ValidatableResponse items(String role, PersonId person) {
        return as(role, person)
                .get("/v1/programmes/" + scene.programme + "/content")
                .then();
    }

    private RequestSpecification as(String role, PersonId person) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .auth()
                .oauth2(Tokens.of(scene.tenant).role(role).person(person).sign());
    }
}
