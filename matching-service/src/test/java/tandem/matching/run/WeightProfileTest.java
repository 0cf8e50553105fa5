package tandem.matching.run;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.EvidenceTier;
import tandem.events.IntakeEvent.PolicyPublished;
import tandem.events.IntakeEvent.PolicyTerms;
import tandem.events.MatchingEvent.MatchProposed;
import tandem.events.Track;
import tandem.matching.Stage;
import tandem.runtime.actor.Roles;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

/** Weights a programme makes for itself: linted, in versions, named by its policy and by every proposal. */
@QuarkusTest
@WithTestResource(RealParts.class)
class WeightProfileTest {

    private static final Map<String, Integer> GENERAL = points(30, 30, 20, 10, 10);

    @Inject
    Stage stage;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void matchesByTheLatestVersionOnceThePolicyNamesTheProfile() {
        put("LEADERS", Map.of("general", GENERAL)).then().statusCode(200).header("ETag", "\"1\"");
        lead().header("If-Match", "\"1\"")
                .body(Map.of("general", GENERAL, "coaching", points(60, 20, 0, 0, 20)))
                .put(path("LEADERS"))
                .then()
                .statusCode(200)
                .body("version", equalTo(2));
        scene.hear(new PolicyPublished(
                scene.programme,
                2,
                "hash",
                new PolicyTerms(3, 9, 7, 30, 60, 3, 7, 24, EvidenceTier.ONE_SIDE, 5, "LEADERS", null, null, null)));
        scene.provider(1, "DATA_STRATEGY");

        scene.run(scene.leader(Track.COACHING), Track.COACHING);

        assertThat(OutboxRows.events(scene.tenant, MatchProposed.class))
                .extracting(MatchProposed::weightProfile)
                .containsExactly("LEADERS:2:COACHING");
    }

    @Test
    void refusesWeightsThatBreakTheRules() {
        put("LEADERS", Map.of("general", points(100, 0, 0, 0, 0)))
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/weights-faulty"))
                .body("faults", hasItem("only the domain label would count"));
        put("LEADERS", Map.of("general", GENERAL, "promotion", points(40, 20, 20, 10, 10)))
                .then()
                .body("faults", hasItem("sponsorship does not outweigh technical fit for a promotion"));
        put("LEADERS", Map.of("general", GENERAL, "coaching", points(20, 20, 0, 20, 40)))
                .then()
                .body("faults", hasItem("the fit to the gap does not dominate"))
                .body("faults", hasItem("availability would count as a merit"));
    }

    @Test
    void losesNoChangeOfSomebodyElse() {
        put("LEADERS", Map.of("general", GENERAL)).then().statusCode(200);

        put("LEADERS", Map.of("general", GENERAL)).then().statusCode(428);
        lead().header("If-Match", "\"7\"")
                .body(Map.of("general", GENERAL))
                .put(path("LEADERS"))
                .then()
                .statusCode(412);
    }

    @Test
    void leavesTheShippedProfilesAsTheyAre() {
        put("DEFAULT", Map.of("general", GENERAL))
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/weight-profile-shipped"));
    }

    @Test
    void knowsNothingOfAProgrammeOfSomebodyElse() {
        put("LEADERS", Map.of("general", GENERAL)).then().statusCode(200);
        var theirs = path("LEADERS");
        scene = stage.open();

        assertThat(lead().get(theirs).statusCode()).isEqualTo(404);
        assertThat(lead().get(theirs.replace("/LEADERS", "")).statusCode()).isEqualTo(404);
        assertThat(lead().get(path("no-such-name")).statusCode()).isEqualTo(404);
        assertThat(lead().get(path("LEADERS").replace("/LEADERS", ""))
                        .jsonPath()
                        .getList("profiles"))
                .isEmpty();
    }

    private Response put(String name, Map<String, ?> profile) {
        return lead().body(profile).put(path(name));
    }

    private String path(String name) {
        return "/v1/programmes/" + scene.programme + "/weight-profiles/" + name;
    }

    private RequestSpecification lead() {
        return given().contentType(ContentType.JSON)
                .auth()
                .oauth2(Tokens.of(scene.tenant)
                        .role(Roles.PROGRAM_LEAD)
                        .person(scene.lead.requirePerson())
                        .sign());
    }

    private static Map<String, Integer> points(
            int technical, int behavioural, int sponsorship, int availability, int pastSuccess) {
        return Map.of(
                "technical", technical,
                "behavioural", behavioural,
                "sponsorship", sponsorship,
                "availability", availability,
                "pastSuccess", pastSuccess);
    }
}
