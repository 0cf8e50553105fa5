package tandem.session.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.ConsentItem;
import tandem.events.ConsentItem.Recipient;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.ProviderType;
import tandem.events.Purpose;
import tandem.events.SessionEvent.HandOffCompleted;
import tandem.events.SessionEvent.RemovalReported;
import tandem.events.Track;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.People;
import tandem.session.Stage;
import tandem.testing.AppDatabase;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class HandOffResourceTest {

    @Inject
    Stage stage;

    private Stage.Scene scene;
    private People people;

    @BeforeEach
    void end() {
        scene = stage.open();
        people = new People(scene);
        var session = people.met(scene.coaching);
        agree(session, "DELEGATE");
        scene.end(scene.coaching, scene.carl);
        people.carl()
                .body(Map.of("goalsMet", 2, "goals", 3))
                .post("/v1/engagements/" + scene.coaching + "/closing-reviews")
                .then()
                .statusCode(204);
    }

    @Test
    void carriesWhatTheLeaderConfirmedAndAllowsToTheMentor() throws Exception {
        draft(people.carl()).statusCode(204);
        allow("OPEN_STEPS", 3);
        confirm(people.lea()).statusCode(204);
        receive(people.mona()).statusCode(204);

        var received = received(people.mona())
                .statusCode(200)
                .body("items.topics", contains("DELEGATION", "FEEDBACK"))
                .body("items.continueWith", contains("NETWORK"))
                .body("items.sponsorAsks", contains("INTRODUCTION"))
                .body("items.sessionsHeld", equalTo(0))
                .body("items.stepsCompleted", equalTo(0))
                .body("items.openSteps.action", contains("DELEGATE"))
                .body("items.goalsMet", nullValue())
                .body("items.sessionsMissed", nullValue())
                .body("reliedOn.field", contains("OPEN_STEPS"))
                .body("reliedOn.consentVersion", contains(3))
                .body("struck", empty());
        assertThat(OutboxRows.events(scene.tenant, HandOffCompleted.class))
                .containsExactly(new HandOffCompleted(
                        scene.coaching,
                        scene.mentoring,
                        List.of(
                                "TOPICS",
                                "CONTINUE_WITH",
                                "SPONSOR_ASKS",
                                "SESSIONS_HELD",
                                "STEPS_COMPLETED",
                                "OPEN_STEPS")));
        assertThat(received.extract().<String>path("contentSha256"))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(content().getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void showsTheLeaderWhichDetailsAreNotAllowedYet() {
        draft(people.carl()).statusCode(204);
        allow("GOALS_MET", 1);

        people.lea()
                .get(path())
                .then()
                .statusCode(200)
                .body("state", equalTo("DRAFTED"))
                .body("items.goalsMet.met", equalTo(2))
                .body("awaiting", contains("OPEN_STEPS", "SESSIONS_MISSED"));
    }

    @Test
    void carriesNoDetailWhoseConsentWasTakenBackBeforeTheMentorReceivedIt() {
        draft(people.carl()).statusCode(204);
        allow("OPEN_STEPS", 1);
        confirm(people.lea()).statusCode(204);
        scene.withdraw(scene.lea, Purpose.HANDOFF_DETAIL, 2, item("OPEN_STEPS", Recipient.MENTOR));

        receive(people.mona()).statusCode(204);

        received(people.mona()).body("items.openSteps", nullValue()).body("reliedOn", empty());
        assertThat(OutboxRows.events(scene.tenant, HandOffCompleted.class))
                .singleElement()
                .satisfies(told -> assertThat(told.items()).doesNotContain("OPEN_STEPS"));
    }

    @Test
    void strikesADetailTakenBackLaterAndKeepsTheProofOfWhatWasCarried() {
        draft(people.carl()).statusCode(204);
        allow("OPEN_STEPS", 1);
        confirm(people.lea()).statusCode(204);
        receive(people.mona()).statusCode(204);
        String before = received(people.mona()).extract().path("contentSha256");

        scene.withdraw(scene.lea, Purpose.HANDOFF_DETAIL, 2, item("OPEN_STEPS", Recipient.MENTOR));

        received(people.mona())
                .body("items.openSteps", nullValue())
                .body("items.topics", hasSize(2))
                .body("struck", contains("OPEN_STEPS"))
                .body("contentSha256", equalTo(before));
        assertThat(OutboxRows.events(scene.tenant, RemovalReported.class))
                .singleElement()
                .satisfies(report -> assertThat(report.counts()).containsEntry("handOffItems", 1));
    }

    @Test
    void takesNoConsentGivenForSomebodyElse() {
        draft(people.carl()).statusCode(204);
        scene.allow(scene.lea, Purpose.HANDOFF_DETAIL, 1, item("OPEN_STEPS", Recipient.COACH));
        scene.allow(
                scene.lea,
                Purpose.HANDOFF_DETAIL,
                1,
                new ConsentItem("GOALS_MET", Recipient.MENTOR, UUID.randomUUID()));
        confirm(people.lea()).statusCode(204);
        receive(people.mona()).statusCode(204);

        received(people.mona()).body("items.openSteps", nullValue()).body("items.goalsMet", nullValue());
    }

    @Test
    void goesStepByStep() {
        receive(people.mona()).statusCode(404);
        confirm(people.lea()).statusCode(404);
        draft(people.carl()).statusCode(204);
        draft(people.carl()).statusCode(204);
        receive(people.mona()).statusCode(404);
        confirm(people.lea()).statusCode(204);
        confirm(people.lea()).statusCode(409).body("type", equalTo("/problems/hand-off-step"));
        draft(people.carl()).statusCode(409).body("type", equalTo("/problems/hand-off-step"));
        receive(people.mona()).statusCode(204);
        receive(people.mona()).statusCode(404);
    }

    @Test
    void belongsToThePeopleItGoesBetween() {
        draft(people.mona()).statusCode(404);
        draft(people.carl()).statusCode(204);
        confirm(people.as(Roles.PARTICIPANT, scene.carl)).statusCode(404);
        people.mona().get(path()).then().statusCode(404);
        confirm(people.lea()).statusCode(204);
        receive(people.carl()).statusCode(404);
        receive(people.mona()).statusCode(204);

        received(people.carl()).statusCode(404);
        received(people.lea()).statusCode(200);
        people.somebody(Roles.PROGRAM_LEAD).get(path()).then().statusCode(403);
    }

    @Test
    void goesToAMentorOfRecordAndToNoPeer() {
        draft(people.carl()).statusCode(204);
        confirm(people.lea()).statusCode(204);
        var peers = new EngagementId(UUID.randomUUID());
        scene.start(peers, scene.mona, ProviderType.INTERNAL, Track.MENTORING, EngagementKind.PEER);

        people.mona()
                .post("/v1/engagements/" + peers + "/hand-off:receive")
                .then()
                .statusCode(404);
        receive(people.mona()).statusCode(204);
    }

    @Test
    void comesOfACoachingThatEnds() {
        people.mona()
                .body(checklist())
                .put("/v1/engagements/" + scene.mentoring + "/hand-off")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/not-a-coach"));
        var running = stage.open();
        running.amend(14, LocalDate.ofInstant(running.now(), ZoneOffset.UTC).plusYears(1));
        new People(running)
                .carl()
                .body(checklist())
                .put("/v1/engagements/" + running.coaching + "/hand-off")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/engagement-not-closing"));
    }

    @Test
    void takesNoWordsAndNoItemThatIsNotOnTheList() {
        people.carl()
                .body(Map.of(
                        "topics", List.of("SHE_CRIED"),
                        "continueWith", List.of(),
                        "sponsorAsks", List.of(),
                        "details", List.of()))
                .put(path())
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/code-unknown"));
        people.carl()
                .body(Map.of(
                        "topics", List.of(),
                        "continueWith", List.of(),
                        "sponsorAsks", List.of(),
                        "details", List.of("NOTES")))
                .put(path())
                .then()
                .statusCode(400);
    }

    @Test
    void forgetsWhatWasHandedOverAboutAnErasedLeader() {
        draft(people.carl()).statusCode(204);
        confirm(people.lea()).statusCode(204);
        receive(people.mona()).statusCode(204);

        scene.erase(scene.lea, UUID.randomUUID());

        received(people.mona()).statusCode(404);
    }

    private void agree(String session, String action) {
        people.carl()
                .body(Map.of(
                        "action",
                        action,
                        "owner",
                        "LEADER",
                        "dueOn",
                        scene.now().toString().substring(0, 10)))
                .post("/v1/sessions/" + session + "/action-items")
                .then()
                .statusCode(201);
    }

    private static Map<String, Object> checklist() {
        return Map.of(
                "topics", List.of("FEEDBACK", "DELEGATION"),
                "continueWith", List.of("NETWORK"),
                "sponsorAsks", List.of("INTRODUCTION"),
                "details", List.of("OPEN_STEPS", "GOALS_MET", "SESSIONS_MISSED"));
    }

    private ValidatableResponse draft(RequestSpecification by) {
        return by.body(checklist()).put(path()).then();
    }

    private ValidatableResponse confirm(RequestSpecification by) {
        return by.post(path() + ":confirm").then();
    }

    private ValidatableResponse receive(RequestSpecification by) {
        return by.post("/v1/engagements/" + scene.mentoring + "/hand-off:receive")
                .then();
    }

    private ValidatableResponse received(RequestSpecification by) {
        return by.get("/v1/engagements/" + scene.mentoring + "/received-hand-off")
                .then();
    }

    private String path() {
        return "/v1/engagements/" + scene.coaching + "/hand-off";
    }

    private void allow(String field, long version) {
        scene.allow(scene.lea, Purpose.HANDOFF_DETAIL, version, item(field, Recipient.MENTOR));
    }

    private ConsentItem item(String field, Recipient recipient) {
        return new ConsentItem(field, recipient, scene.coaching.value());
    }

    private String content() throws SQLException {
        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement("select content from hand_offs where tenant = ?")) {
            statement.setString(1, scene.tenant);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
