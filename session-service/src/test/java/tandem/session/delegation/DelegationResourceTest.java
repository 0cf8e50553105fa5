package tandem.session.delegation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.EngagementId;
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
class DelegationResourceTest {

    @Inject
    Stage stage;

    @Inject
    AuditSealService sealer;

    private final PersonId assistant = new PersonId(UUID.randomUUID());
    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void booksAndCancelsForWhomItActs() {
        named(30);

        String session = book(scene.coaching, 24).statusCode(201).extract().path("session");

        times().statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].keySet()", hasSize(4))
                .body("items[0].session", equalTo(session));
        as(Roles.DELEGATE, assistant)
                .get("/v1/me/principals")
                .then()
                .body("principals[0].principal", equalTo(scene.lea.toString()))
                .body("principals[0].bookable", hasSize(2));
        as(Roles.DELEGATE, assistant)
                .post("/v1/people/" + scene.lea + "/sessions/" + session + ":cancel")
                .then()
                .statusCode(204);
        times().body("items", hasSize(0));
    }

    @Test
    void movesWhatIsBookedAndSeesNothingButTheTime() {
        named(30);
        String session = book(scene.coaching, 24).statusCode(201).extract().path("session");

        move(session, 48).statusCode(204).body(emptyString());

        times().body("items[0].startsAt", equalTo(scene.in(48).toString())).body("items[0].keySet()", hasSize(4));
        move(session, -48).statusCode(422).body("type", equalTo("/problems/session-in-the-past"));
        move(UUID.randomUUID().toString(), 48).statusCode(404);
        as(Roles.DELEGATE, new PersonId(UUID.randomUUID()))
                .body(hours(72))
                .post("/v1/people/" + scene.lea + "/sessions/" + session + ":move")
                .then()
                .statusCode(404);
    }

    @Test
    void booksNothingThatIsPastOrNotTheirs() {
        named(30);

        book(scene.coaching, -24).statusCode(422).body("type", equalTo("/problems/session-in-the-past"));
        book(new EngagementId(UUID.randomUUID()), 24).statusCode(404);
        as(Roles.DELEGATE, assistant)
                .get("/v1/people/" + scene.carl + "/session-times")
                .then()
                .statusCode(404);
    }

    @Test
    void actsNoMoreOnceRevoked() {
        var id = named(30);
        as(Roles.PROVIDER, scene.carl)
                .post("/v1/delegations/" + id + ":revoke")
                .then()
                .statusCode(404);

        as(Roles.PARTICIPANT, scene.lea)
                .post("/v1/delegations/" + id + ":revoke")
                .then()
                .statusCode(204);

        times().statusCode(404);
        book(scene.coaching, 24).statusCode(404);
        as(Roles.PARTICIPANT, scene.lea).get("/v1/me/delegates").then().body("delegates[0].revokedAt", notNullValue());
    }

    @Test
    void actsUntilItsLastDay() {
        named(1);
        times().statusCode(200);

        scene.pass(Duration.ofDays(2));

        times().statusCode(404);
    }

    @Test
    void isNobodyOfTheOtherSideNorOneselfNorForEver() {
        name(scene.carl, 30).statusCode(422).body("detail", equalTo("OTHER_SIDE"));
        name(scene.lea, 30).statusCode(422).body("detail", equalTo("ONESELF"));
        name(assistant, 400).statusCode(422).body("detail", equalTo("EXPIRY"));
        name(assistant, 0).statusCode(422).body("type", equalTo("/problems/delegate-refused"));
        for (var number = 0; number < 3; number++) {
            name(new PersonId(UUID.randomUUID()), 30).statusCode(201);
        }
        name(assistant, 30).statusCode(422).body("detail", equalTo("TOO_MANY"));
    }

    /** Its routes alone name the role; with a permission it is refused by every other. */
    @Test
    void reachesNothingElse() {
        named(30);
        for (var path : List.of("sessions", "plan", "silence", "escalations", "closing-reviews", "sponsor-actions")) {
            as(Roles.DELEGATE, assistant)
                    .get("/v1/engagements/" + scene.coaching + "/" + path)
                    .then()
                    .statusCode(403);
        }

        assertThat(new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("tandem.session")
                                .stream()
                                .flatMap(type -> type.getMethods().stream())
                                .filter(DelegationResourceTest::isForDelegates)
                                .map(JavaMethod::getOwner)
                                .distinct())
                .singleElement()
                .satisfies(type -> assertThat(type.getName()).isEqualTo(DelegationResource.class.getName()));
    }

    @Test
    void leavesATrailThatNamesBoth() {
        named(30);
        book(scene.coaching, 24).statusCode(201);
        sealer.seal();

        var trail = as(Roles.DATA_PROTECTION, new PersonId(UUID.randomUUID()))
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(trail.getString("items[0].what")).isEqualTo("POST /v1/people/{id}/sessions");
        assertThat(trail.getString("items[0].by")).isEqualTo(assistant.toString());
        assertThat(trail.getList("items[0].about", String.class)).contains(scene.lea.toString());
        assertThat(trail.getList("items[1].about", String.class)).contains(assistant.toString());
    }

    @Test
    void actsForNobodyWhoWasErased() {
        named(30);

        scene.erase(assistant, UUID.randomUUID());

        times().statusCode(404);
        as(Roles.PARTICIPANT, scene.lea).get("/v1/me/delegates").then().body("delegates", hasSize(0));
    }

    private static boolean isForDelegates(JavaMethod method) {
        return method.isAnnotatedWith(RolesAllowed.class)
                && List.of(method.getAnnotationOfType(RolesAllowed.class).value())
                        .contains(Roles.DELEGATE);
    }

    private String named(int days) {
        return name(assistant, days).statusCode(201).extract().path("id");
    }

    private ValidatableResponse name(PersonId delegate, int days) {
        var today = LocalDate.ofInstant(scene.now(), ZoneOffset.UTC);
        return as(Roles.PARTICIPANT, scene.lea)
                .body(Map.of(
                        "delegate",
                        delegate.toString(),
                        "expiresOn",
                        today.plusDays(days).toString()))
                .post("/v1/me/delegates")
                .then();
    }

    private ValidatableResponse move(String session, int hours) {
        return as(Roles.DELEGATE, assistant)
                .body(hours(hours))
                .post("/v1/people/" + scene.lea + "/sessions/" + session + ":move")
                .then();
    }

    private Map<String, String> hours(int hours) {
        return Map.of(
                "startsAt",
                scene.in(hours).toString(),
                "endsAt",
                scene.in(hours + 1).toString());
    }

    private ValidatableResponse book(EngagementId engagement, int hours) {
        return as(Roles.DELEGATE, assistant)
                .body(Map.of(
                        "engagement",
                        engagement.toString(),
                        "startsAt",
                        scene.in(hours).toString(),
                        "endsAt",
                        scene.in(hours + 1).toString()))
                .post("/v1/people/" + scene.lea + "/sessions")
                .then();
    }

    private ValidatableResponse times() {
        return as(Roles.DELEGATE, assistant)
                .get("/v1/people/" + scene.lea + "/session-times")
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
