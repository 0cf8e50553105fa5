package tandem.session.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.Purpose;
import tandem.events.SessionEvent.ConfidenceRated;
import tandem.events.SessionEvent.RemovalReported;
import tandem.events.SessionEvent.TopicsNoted;
import tandem.events.SessionId;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.People;
import tandem.session.Stage;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class IndicatorResourceTest {

    @Inject
    Stage stage;

    private Stage.Scene scene;
    private People people;
    private String session = "";

    @BeforeEach
    void meet() {
        scene = stage.open();
        people = new People(scene);
        session = people.met(scene.coaching);
        scene.allow(scene.lea, Purpose.IMPACT, 1);
    }

    @Test
    void takesTopicsOfEitherSideAndTellsTheLastOnes() {
        note(people.carl(), "FEEDBACK", "DELEGATION").statusCode(204);
        note(people.lea(), "DELEGATION").statusCode(204);
        note(people.carl(), "DELEGATION").statusCode(204);

        assertThat(OutboxRows.events(scene.tenant, TopicsNoted.class))
                .containsExactly(
                        new TopicsNoted(scene.coaching, id(), List.of("DELEGATION", "FEEDBACK"), "2030-1"),
                        new TopicsNoted(scene.coaching, id(), List.of("DELEGATION"), "2030-1"));
        indicators(people.carl())
                .body("topics.party", contains("LEADER", "PROVIDER"))
                .body("topics[0].codes", contains("DELEGATION"));
    }

    @Test
    void takesNoWordOutsideTheVocabulary() {
        note(people.lea(), "MY_BOSS_IS_UNFAIR").statusCode(422).body("type", equalTo("/problems/code-unknown"));

        assertThat(OutboxRows.events(scene.tenant, TopicsNoted.class)).isEmpty();
    }

    @Test
    void takesWhatTheProgrammeAddedUnderAVersionOfItsOwn() {
        extend(Roles.PROGRAM_LEAD, "TOPIC/MODEL_REVIEW").statusCode(204);
        extend(Roles.PROGRAM_LEAD, "TOPIC/MODEL_REVIEW").statusCode(204);

        note(people.lea(), "MODEL_REVIEW").statusCode(204);

        assertThat(OutboxRows.events(scene.tenant, TopicsNoted.class))
                .singleElement()
                .satisfies(noted -> assertThat(noted.vocabulary()).isEqualTo("2030-1+1"));
        people.lea()
                .get("/v1/programmes/" + scene.programme + "/vocabulary")
                .then()
                .statusCode(200)
                .body("version", equalTo("2030-1+1"))
                .body("topics.code", hasItem("MODEL_REVIEW"));
    }

    @Test
    void letsOnlyAProgrammeLeadExtendAndOnlyByCodes() {
        extend(Roles.PROVIDER, "TOPIC/MODEL_REVIEW").statusCode(403);
        extend(Roles.PROGRAM_LEAD, "TOPIC/how-ada-feels").statusCode(422);
        people.somebody(Roles.PROGRAM_LEAD)
                .put("/v1/programmes/" + UUID.randomUUID() + "/vocabulary/TOPIC/MODEL_REVIEW")
                .then()
                .statusCode(404);
    }

    @Test
    void letsTheLeaderAloneRateConfidenceAndShowsItToNobodyElse() {
        rate(people.lea(), 5).statusCode(204);
        rate(people.lea(), 7).statusCode(204);
        rate(people.carl(), 9).statusCode(403);
        rate(people.as(Roles.PARTICIPANT, scene.carl), 9).statusCode(404);
        rate(people.lea(), 11).statusCode(422);

        assertThat(OutboxRows.events(scene.tenant, ConfidenceRated.class))
                .containsExactly(
                        new ConfidenceRated(scene.coaching, id(), 5), new ConfidenceRated(scene.coaching, id(), 7));
        indicators(people.lea()).body("confidence.rating", contains(7, 5));
        indicators(people.carl()).body("confidence", nullValue());
        indicators(people.as(Roles.PARTICIPANT, scene.carl)).body("confidence", nullValue());
    }

    @Test
    void keepsNothingTheLeaderDoesNotAllow() {
        scene.withdraw(scene.lea, Purpose.IMPACT, 2);

        note(people.carl(), "FEEDBACK").statusCode(409).body("type", equalTo("/problems/consent-missing"));
        rate(people.lea(), 5).statusCode(409).body("type", equalTo("/problems/consent-missing"));
    }

    @Test
    void removesWhatStoodUnderAPermissionTheLeaderTakesBack() {
        note(people.carl(), "FEEDBACK").statusCode(204);
        rate(people.lea(), 5).statusCode(204);
        rate(people.lea(), 6).statusCode(204);

        scene.withdraw(scene.lea, Purpose.IMPACT, 2);
        scene.allow(scene.lea, Purpose.IMPACT, 1);

        indicators(people.lea()).body("topics", hasSize(0)).body("confidence", hasSize(0));
        assertThat(OutboxRows.events(scene.tenant, RemovalReported.class))
                .singleElement()
                .satisfies(report ->
                        assertThat(report.counts()).isEqualTo(Map.of("sessionTopics", 1, "confidenceRatings", 1)));
        note(people.carl(), "FEEDBACK").statusCode(409);
    }

    @Test
    void forgetsTheIndicatorsOfAnErasedLeader() {
        note(people.carl(), "FEEDBACK").statusCode(204);

        scene.erase(scene.lea, UUID.randomUUID());

        indicators(people.carl()).body("topics", hasSize(0));
    }

    @Test
    void saysNothingOfASessionToComeOrOfOthers() {
        var later = people.lea()
                .body(Map.of(
                        "engagement", scene.coaching.toString(),
                        "startsAt", scene.in(24).toString(),
                        "endsAt", scene.in(25).toString()))
                .post("/v1/sessions")
                .jsonPath()
                .getString("id");
        people.lea()
                .body(Map.of("topics", List.of("FEEDBACK")))
                .put("/v1/sessions/" + later + "/topics")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/session-not-begun"));

        note(people.mona(), "FEEDBACK").statusCode(404);
        people.mona().get("/v1/sessions/" + session + "/indicators").then().statusCode(404);
        people.somebody(Roles.PROGRAM_LEAD)
                .get("/v1/sessions/" + session + "/indicators")
                .then()
                .statusCode(403);
    }

    private ValidatableResponse note(RequestSpecification by, String... topics) {
        return by.body(Map.of("topics", List.of(topics)))
                .put("/v1/sessions/" + session + "/topics")
                .then();
    }

    private ValidatableResponse rate(RequestSpecification by, int rating) {
        return by.body(Map.of("rating", rating))
                .put("/v1/sessions/" + session + "/confidence")
                .then();
    }

    private ValidatableResponse indicators(RequestSpecification by) {
        return by.get("/v1/sessions/" + session + "/indicators").then().statusCode(200);
    }

    private ValidatableResponse extend(String role, String code) {
        return people.somebody(role)
                .put("/v1/programmes/" + scene.programme + "/vocabulary/" + code)
                .then();
    }

    private SessionId id() {
        return new SessionId(UUID.fromString(session));
    }
}
