package tandem.matching.match;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.events.Track;
import tandem.matching.Stage;
import tandem.runtime.actor.Roles;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

/** From the wish of a programme lead to the pair that runs, over HTTP, with the tokens of those who do it. */
@QuarkusTest
@WithTestResource(RealParts.class)
class ArrangementResourceTest {

    @Inject
    Stage stage;

    private Stage.Scene scene;
    private PersonId leader;

    @BeforeEach
    void open() {
        scene = stage.open();
        leader = scene.leader(Track.COACHING);
    }

    @Test
    void leadsFromTheWishToPeersWhoMeet() {
        var other = scene.leader(Track.MENTORING);
        String match = arrange("PEER", other, null)
                .statusCode(201)
                .body("state", equalTo("PROPOSED"))
                .body("kind", equalTo("PEER"))
                .body("layer", equalTo("NETWORK"))
                .body("ranking.run", nullValue())
                .body("ranking.score", nullValue())
                .body("ranking.reason", equalTo("ASKED_FOR"))
                .extract()
                .path("id");

        lead().get("/v1/matches?kind=PEER").then().statusCode(200).body("items.id", contains(match));
        lead().get("/v1/matches?kind=NONSENSE")
                .then()
                .statusCode(400)
                .body(
                        "detail",
                        equalTo(
                                "kind is to be one of GROUP, MANAGER_AS_COACH, MICRO, PEER, REVERSE, SKILL_MICRO, STANDARD"));
        lead().get("/v1/matches?programme=NONSENSE")
                .then()
                .statusCode(400)
                .body("detail", equalTo("programme is to be an id (UUID)"));
        lead().get("/v1/matches?kind=REVERSE").then().statusCode(200).body("items", empty());

        approve(match);
        for (var side : new PersonId[] {leader, other}) {
            as(side, Roles.PARTICIPANT)
                    .post("/v1/matches/" + match + "/agreement:sign")
                    .then()
                    .statusCode(200);
        }

        for (var side : new PersonId[] {leader, other}) {
            as(side, Roles.PARTICIPANT)
                    .get("/v1/engagements")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1))
                    .body("items[0].id", equalTo(match))
                    .body("items[0].kind", equalTo("PEER"))
                    .body("items[0].layer", equalTo("NETWORK"));
        }
    }

    @Test
    void showsAReverseMentorAndTheTopicToBothOnceApproved() {
        var mentor = scene.reverseMentor(2);
        String match = arrange("REVERSE", mentor, "TECHNOLOGY")
                .statusCode(201)
                .body("layer", equalTo("MENTORSHIP"))
                .extract()
                .path("id");
        as(mentor, Roles.PROVIDER).get("/v1/matches/" + match).then().statusCode(404);

        approve(match);

        as(mentor, Roles.PROVIDER)
                .get("/v1/matches/" + match)
                .then()
                .statusCode(200)
                .body("topic", equalTo("TECHNOLOGY"))
                .body("ranking", nullValue());
        as(leader, Roles.PARTICIPANT)
                .get("/v1/matches/" + match + "/agreement")
                .then()
                .statusCode(200)
                .body("clauses[0].terms.goals", contains("TECHNOLOGY"))
                .body("clauses[6].terms.commitments", empty());
    }

    @Test
    void queuesAnArrangedPairForReviewWithoutAPlaceAndWithoutAskingForSponsorship() {
        arrange("PEER", scene.leader(Track.MENTORING), null).statusCode(201);

        lead().get("/v1/reviews?programme=" + scene.programme)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].kind", equalTo("PEER"))
                .body("items[0].rank", nullValue())
                .body("items[0].checklist.question", hasItem("CULTURAL_FIT"))
                .body("items[0].checklist.question", not(hasItem("SPONSORSHIP_REACH")));
    }

    @Test
    void saysEverythingThatSpeaksAgainstAPair() {
        arrange("REVERSE", scene.leader(Track.MENTORING), null)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", endsWith("/participants-refused"))
                .body(
                        "faults",
                        contains(
                                "MENTOR_NOT_JUNIOR",
                                "TOPIC_MISSING",
                                "BIAS_TRAINING_MISSING",
                                "CONFLICT_CHECK_MISSING"))
                .body("rules", contains("R21", "R96", "R13"));
    }

    @Test
    void keepsTheTermsOfPeersToPeers() {
        var other = scene.leader(Track.MENTORING);
        String match = arrange("PEER", other, null).extract().path("id");
        approve(match);

        as(other, Roles.PARTICIPANT)
                .body(Map.of("kind", "STANDARD", "term", "P9M", "reason", "MORE_TIME"))
                .post("/v1/matches/" + match + "/agreement:change")
                .then()
                .statusCode(409)
                .body("faults", contains("KIND_NOT_OFFERED"));
    }

    @Test
    void answersARetriedWishWithTheSamePair() {
        var other = scene.leader(Track.MENTORING);
        var key = UUID.randomUUID();
        String first =
                arrange(key, "PEER", other, null).statusCode(201).extract().path("id");

        arrange(key, "PEER", other, null).statusCode(201).body("id", equalTo(first));
    }

    @Test
    void knowsNoProgrammeOfAnotherTenant() {
        var foreign = stage.open();

        given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(Tokens.of(foreign.tenant)
                        .role(Roles.PROGRAM_LEAD)
                        .person(Stage.somebody())
                        .sign())
                .header("Idempotency-Key", UUID.randomUUID())
                .body(wish("PEER", scene.leader(Track.MENTORING), null))
                .post("/v1/matches:arrange")
                .then()
                .statusCode(404);
    }

    @Test
    void letsNobodyArrangeWhoRunsNoProgramme() {
        as(leader, Roles.PARTICIPANT)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(wish("PEER", scene.leader(Track.MENTORING), null))
                .post("/v1/matches:arrange")
                .then()
                .statusCode(403);
    }

    private ValidatableResponse arrange(String kind, PersonId provider, @Nullable String topic) {
        return arrange(UUID.randomUUID(), kind, provider, topic);
    }

    private ValidatableResponse arrange(UUID key, String kind, PersonId provider, @Nullable String topic) {
        return lead().header("Idempotency-Key", key)
                .body(wish(kind, provider, topic))
                .post("/v1/matches:arrange")
                .then();
    }

    private Map<String, Object> wish(String kind, PersonId provider, @Nullable String topic) {
        var wish = new LinkedHashMap<String, Object>();
        wish.put("programme", scene.programme.toString());
        wish.put("kind", kind);
        wish.put("leader", leader.toString());
        wish.put("provider", provider.toString());
        wish.put("reason", "ASKED_FOR");
        if (topic != null) {
            wish.put("topic", topic);
        }
        return wish;
    }

    private void approve(String match) {
        lead().post("/v1/matches/" + match + ":review").then().statusCode(200);
        as(Stage.somebody(), Roles.OPERATIONS_OWNER)
                .post("/v1/matches/" + match + ":approve")
                .then()
                .statusCode(200);
    }

    private RequestSpecification lead() {
        return as(scene.lead.requirePerson(), Roles.PROGRAM_LEAD);
    }

    private RequestSpecification as(PersonId person, String role) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(Tokens.of(scene.tenant).role(role).person(person).sign());
    }
}
