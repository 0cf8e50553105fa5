package tandem.session.coaching;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.CoachingGroupId;
import tandem.events.PersonId;
import tandem.events.SessionEvent.SessionHeld;
import tandem.events.SessionEvent.SessionScheduled;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.Stage;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

/** One meeting of a coach with a group, and a session of each member's own engagement. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class GroupSessionResourceTest {

    @Inject
    Stage stage;

    private final CoachingGroupId group = new CoachingGroupId(UUID.randomUUID());
    private final List<PersonId> members =
            Stream.generate(() -> new PersonId(UUID.randomUUID())).limit(4).toList();

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
        members.forEach(member -> scene.coachTogether(group, member, LocalDate.parse("2030-01-01")));
    }

    @Test
    void isASessionOfEveryMember() {
        enter(scene.carl, Map.of("startsAt", scene.in(24), "endsAt", scene.in(25)))
                .statusCode(200)
                .body("sessions", hasSize(4))
                .body("sessions.state", everyItem(equalTo("SCHEDULED")));

        assertThat(OutboxRows.events(scene.tenant, SessionScheduled.class))
                .hasSize(4)
                .extracting(SessionScheduled::engagement)
                .doesNotHaveDuplicates();
    }

    /** The coach says for all who was there, and each member for themselves: neither word alone makes the best evidence. */
    @Test
    void isHeldForWhoWasThereAndMissedForWhoWasNot() {
        var there = members.subList(0, 3);
        List<String> sessions = enter(
                        scene.carl, Map.of("startsAt", scene.in(-5), "endsAt", scene.in(-4), "attended", there))
                .statusCode(200)
                .extract()
                .path("sessions.id");

        var first = sessions.stream()
                .filter(session -> as(Roles.PARTICIPANT, members.getFirst())
                                .get("/v1/sessions/" + session)
                                .statusCode()
                        == 200)
                .toList();
        assertThat(first).as("a member sees the own session alone").hasSize(1);
        as(Roles.PARTICIPANT, members.getFirst())
                .body(Map.of("attended", true))
                .post("/v1/sessions/" + first.getFirst() + "/attendance")
                .then()
                .statusCode(200)
                .body("state", equalTo("HELD"))
                .body("evidence", equalTo("BOTH_SIDES"));
        assertThat(OutboxRows.events(scene.tenant, SessionHeld.class)).hasSize(1);
    }

    @Test
    void leavesOutWhoBeganLaterAndWhoHasGone() {
        var late = new PersonId(UUID.randomUUID());
        scene.coachTogether(group, late, LocalDate.parse("2030-06-01"));

        enter(scene.carl, Map.of("startsAt", scene.in(24), "endsAt", scene.in(25)))
                .statusCode(200)
                .body("sessions", hasSize(4));
        enter(scene.carl, Map.of("startsAt", "2031-01-01T10:00:00Z", "endsAt", "2031-01-01T11:00:00Z"))
                .statusCode(409)
                .body("type", equalTo("/problems/session-outside-term"));
    }

    @Test
    void existsForItsCoachAlone() {
        var meeting = Map.<String, Object>of("startsAt", scene.in(24), "endsAt", scene.in(25));

        enter(scene.mona, meeting).statusCode(404);
        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .auth()
                .oauth2(Tokens.of(scene.tenant)
                        .role(Roles.PARTICIPANT)
                        .person(members.getFirst())
                        .sign())
                .body(meeting)
                .post("/v1/coaching-groups/" + group + "/sessions")
                .then()
                .statusCode(403);
    }

    @Test
    void isEnteredOnceForATime() {
        var meeting = Map.<String, Object>of("startsAt", scene.in(24), "endsAt", scene.in(25));
        enter(scene.carl, meeting).statusCode(200);

        enter(scene.carl, meeting).statusCode(409).body("type", equalTo("/problems/session-already-there"));
    }

    private ValidatableResponse enter(PersonId coach, Map<String, ?> meeting) {
        return as(Roles.PROVIDER, coach)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(meeting)
                .post("/v1/coaching-groups/" + group + "/sessions")
                .then();
    }

    private RequestSpecification as(String role, PersonId person) {
        return given().contentType(ContentType.JSON)
                .auth()
                .oauth2(Tokens.of(scene.tenant).role(role).person(person).sign());
    }
}
