package tandem.session.sponsorship;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.SessionEvent.SponsorActionConfirmed;
import tandem.events.SessionEvent.SponsorActionReported;
import tandem.events.SessionEvent.SponsorActionTaken;
import tandem.events.SponsorOutcome;
import tandem.events.Track;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.Stage;
import tandem.testing.AppDatabase;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class SponsorActionResourceTest {

    @Inject
    Stage stage;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void confirmsAnActionThroughAThirdPartyOnce() {
        var token = take(
                commit(scene.mona, scene.mentoring).statusCode(201).extract().path("id"));

        confirm(token, true).statusCode(204);
        confirm(token, false).statusCode(404).body("type", equalTo("/problems/link-unusable"));

        assertThat(OutboxRows.events(scene.tenant, SponsorActionConfirmed.class))
                .hasSize(1);
        provider(scene.mona)
                .get("/v1/engagements/" + scene.mentoring + "/sponsor-actions")
                .then()
                .body("items[0].state", equalTo("CONFIRMED"));
    }

    @Test
    void takesADoubleClickForOneConfirmation() {
        var token = take(commit(scene.mona, scene.mentoring).extract().path("id"));

        confirm(token, true).statusCode(204);
        confirm(token, true).statusCode(204);

        assertThat(OutboxRows.events(scene.tenant, SponsorActionConfirmed.class))
                .hasSize(1);
    }

    @Test
    void keepsADeniedActionAsTheMentorsWordAlone() {
        var token = take(commit(scene.mona, scene.mentoring).extract().path("id"));

        confirm(token, false).statusCode(204);
        confirm(token, true).statusCode(404);

        assertThat(OutboxRows.events(scene.tenant, SponsorActionTaken.class)).hasSize(1);
        assertThat(OutboxRows.events(scene.tenant, SponsorActionConfirmed.class))
                .isEmpty();
    }

    @Test
    void keepsOnlyAHashOfTheToken() {
        var token = take(commit(scene.mona, scene.mentoring).extract().path("id"));

        assertThat(storedConfirmation()).hasSize(64).doesNotContain(token.substring(token.indexOf('.') + 1));
    }

    @Test
    void expiresAToken() {
        var token = take(commit(scene.mona, scene.mentoring).extract().path("id"));
        expire();

        confirm(token, true).statusCode(404);
    }

    @Test
    void takesNoTokenItDidNotDraw() {
        confirm(scene.tenant + ".guess", true).statusCode(404);
        confirm("no-such-tenant.guess", true).statusCode(404);
        confirm("guess", true).statusCode(404);
    }

    @Test
    void letsNoExternalProviderSponsor() {
        var external = new EngagementId(UUID.randomUUID());
        scene.start(external, scene.carl, ProviderType.EXTERNAL, Track.MENTORING);

        commit(scene.carl, external).statusCode(409).body("type", equalTo("/problems/external-cannot-sponsor"));
    }

    @Test
    void keepsSponsorActionsOutOfCoaching() {
        commit(scene.carl, scene.coaching).statusCode(409).body("type", equalTo("/problems/not-a-mentor"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PEER", "REVERSE"})
    void letsNobodySponsorWhoIsNoMentorOfRecord(EngagementKind kind) {
        var arranged = new EngagementId(UUID.randomUUID());
        scene.start(arranged, scene.carl, ProviderType.INTERNAL, Track.MENTORING, kind);

        commit(scene.carl, arranged).statusCode(409).body("type", equalTo("/problems/not-a-mentor"));
    }

    @Test
    void letsNoMentorActInAnothersEngagement() {
        commit(scene.carl, scene.mentoring).statusCode(404);
    }

    @Test
    void takesNoActionOfTheFuture() {
        var action = commit(scene.mona, scene.mentoring).extract().path("id");

        provider(scene.mona)
                .body("{\"takenOn\":\"2039-01-01\"}")
                .post("/v1/sponsor-actions/" + action + ":take")
                .then()
                .statusCode(422);
    }

    @Test
    void tellsWhatCameOfAnActionOnceItIsTaken() {
        var action = commit(scene.mona, scene.mentoring).extract().<String>path("id");
        report(action, "MEETING_HELD").statusCode(409).body("type", equalTo("/problems/sponsor-action-not-open"));
        take(action);

        report(action, "NO_EFFECT_YET").statusCode(204);
        report(action, "MEETING_HELD").statusCode(204);
        report(action, "She likes him").statusCode(400);

        assertThat(OutboxRows.events(scene.tenant, SponsorActionReported.class))
                .extracting(SponsorActionReported::outcome)
                .containsExactly(SponsorOutcome.NO_EFFECT_YET, SponsorOutcome.MEETING_HELD);
        provider(scene.mona)
                .get("/v1/engagements/" + scene.mentoring + "/sponsor-actions")
                .then()
                .body("items[0].outcome", equalTo("MEETING_HELD"));
    }

    @Test
    void remindsTheMentorBeforeAndAfterTheDayAndListsWhatIsOverdue() {
        var today = LocalDate.ofInstant(scene.now(), ZoneOffset.UTC);
        commit(scene.mona, scene.mentoring, today.plusDays(10)).statusCode(201);

        scene.pass(Duration.ofDays(4));
        assertThat(mail()).containsExactly("sponsor-action-due");
        assertThat(overdue()).isEmpty();
        scene.pass(Duration.ofDays(8));
        scene.pass(Duration.ofDays(8));

        assertThat(mail()).containsExactly("sponsor-action-due", "sponsor-action-overdue");
        assertThat(overdue()).containsExactly("ACTION");
    }

    @Test
    void remindsNobodyOfAMentoringThatIsOver() {
        var today = LocalDate.ofInstant(scene.now(), ZoneOffset.UTC);
        commit(scene.mona, scene.mentoring, today.plusDays(10)).statusCode(201);
        scene.end(scene.mentoring, scene.mona);

        scene.pass(Duration.ofDays(12));

        assertThat(mail()).isEmpty();
        assertThat(overdue()).isEmpty();
    }

    private ValidatableResponse report(String action, String outcome) {
        return provider(scene.mona)
                .body("{\"outcome\":\"" + outcome + "\"}")
                .post("/v1/sponsor-actions/" + action + ":report")
                .then();
    }

    private ValidatableResponse commit(PersonId by, EngagementId engagement, LocalDate dueOn) {
        return provider(by)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"kind\":\"INTRODUCTION\",\"dueOn\":\"" + dueOn + "\"}")
                .post("/v1/engagements/" + engagement + "/sponsor-actions")
                .then();
    }

    private List<String> overdue() {
        return given().auth()
                .oauth2(Tokens.of(scene.tenant)
                        .role(Roles.PROGRAM_LEAD)
                        .person(new PersonId(UUID.randomUUID()))
                        .sign())
                .get("/v1/overdue-sponsor-actions")
                .jsonPath()
                .getList("items.overdue");
    }

    private List<String> mail() {
        var templates = new ArrayList<String>();
        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement(
                        "select template from tandem.mail where tenant = ? and template like 'sponsor-%' order by id")) {
            statement.setString(1, scene.tenant);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    templates.add(rows.getString(1));
                }
            }
            return templates;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private ValidatableResponse commit(PersonId by, EngagementId engagement) {
        return provider(by)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"kind\":\"INTRODUCTION\",\"dueOn\":\"2030-03-01\"}")
                .post("/v1/engagements/" + engagement + "/sponsor-actions")
                .then();
    }

    private String take(Object action) {
        return provider(scene.mona)
                .body("{\"takenOn\":\"2030-01-01\"}")
                .post("/v1/sponsor-actions/" + action + ":take")
                .then()
                .statusCode(200)
                .extract()
                .path("confirmation");
    }

    private static ValidatableResponse confirm(String token, boolean confirmed) {
        return given().contentType(ContentType.JSON)
                .body("{\"confirmed\":" + confirmed + "}")
                .post("/v1/confirmations/" + token)
                .then();
    }

    private RequestSpecification provider(PersonId person) {
        // paths keep their colons
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(Tokens.of(scene.tenant)
                        .role(Roles.PROVIDER)
                        .person(person)
                        .sign())
                .contentType(ContentType.JSON);
    }

    private String storedConfirmation() {
        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement(
                        "select encode(token_sha256, 'hex') from tandem.link where tenant = ?")) {
            statement.setString(1, scene.tenant);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void expire() {
        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement(
                        "update tandem.link set expires_at = '2020-01-01' where tenant = ?")) {
            statement.setString(1, scene.tenant);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
