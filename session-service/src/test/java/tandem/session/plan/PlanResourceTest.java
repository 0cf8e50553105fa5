package tandem.session.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.EndReason;
import tandem.events.MatchingEvent.EngagementEnded;
import tandem.events.PersonId;
import tandem.events.SessionEvent.CheckpointReached;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.Stage;
import tandem.session.engagement.EngagementService;
import tandem.session.session.SessionService;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class PlanResourceTest {

    @Inject
    Stage stage;

    @Inject
    SessionService sessions;

    @Inject
    EngagementService engagements;

    private final PersonId official = new PersonId(UUID.randomUUID());
    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void showsWhatBothCanExpect() {
        scene.act(() -> sessions.enter(scene.lea, scene.coaching, scene.in(1), scene.in(2)));

        as(Roles.PARTICIPANT, scene.lea)
                .get("/v1/engagements/" + scene.coaching + "/plan")
                .then()
                .statusCode(200)
                .body("template", equalTo("BI_WEEKLY"))
                .body("cadenceDays", equalTo(14))
                .body("intervals", hasSize(12))
                .body("intervals.standing", hasItem("BOOKED"))
                .body("milestones.code", hasItems("review-1", "month-3", "closing"))
                .body("firstMeeting.heldAt", equalTo(null));
        as(Roles.PROVIDER, scene.mona)
                .get("/v1/engagements/" + scene.coaching + "/plan")
                .then()
                .statusCode(404);
    }

    @Test
    void listsThePairsWhoseFirstMeetingIsOverdue() {
        var signed = Instant.parse("2030-01-01T09:00:00Z");
        var overdue = signed.plus(Duration.ofDays(8));
        if (scene.now().isBefore(overdue)) {
            scene.pass(Duration.between(scene.now(), overdue));
        }
        scene.act(() -> {
            var met = sessions.enter(scene.lea, scene.coaching, scene.in(-3), scene.in(-2));
            sessions.log(scene.lea, met, true, true);
            sessions.log(scene.carl, met, true, true);
        });

        as(Roles.OPERATIONS_OWNER, official)
                .get("/v1/first-meetings?programme=" + scene.programme)
                .then()
                .statusCode(200)
                .body("items.engagement", hasItem(scene.mentoring.toString()))
                .body("items.engagement", not(hasItem(scene.coaching.toString())))
                .body("items[0].standing", equalTo("OVERDUE"))
                .body("items[0].dueAt", equalTo("2030-01-08T09:00:00Z"));
    }

    @Test
    void tellsTheSnapshotOfAnEngagementThatEndsOnThatDay() {
        var third = LocalDate.parse("2030-04-01");

        scene.act(() -> engagements.end(new EngagementEnded(
                scene.coaching, scene.programme, scene.lea, scene.carl, EndReason.COMPLETED, third)));

        assertThat(OutboxRows.events(scene.tenant, CheckpointReached.class))
                .containsExactly(new CheckpointReached(scene.coaching, "month-3", third, null));
    }

    private RequestSpecification as(String role, PersonId person) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(Tokens.of(scene.tenant).role(role).person(person).sign());
    }
}
