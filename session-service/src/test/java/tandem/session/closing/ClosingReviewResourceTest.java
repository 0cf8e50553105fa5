package tandem.session.closing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.SessionEvent.ClosingReviewSubmitted;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.Stage;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class ClosingReviewResourceTest {

    @Inject
    Stage stage;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void tellsWhatBothSidesSaidAndTheRatingOnlyToThoseWhoRunProgrammes() {
        scene.end(scene.coaching, scene.carl);

        submit(Roles.PARTICIPANT, scene.lea, Map.of("goalsMet", 2, "goals", 3, "rating", 4))
                .statusCode(204);
        submit(Roles.PROVIDER, scene.carl, Map.of("goalsMet", 3, "goals", 3)).statusCode(204);

        assertThat(OutboxRows.events(scene.tenant, ClosingReviewSubmitted.class))
                .containsExactly(
                        new ClosingReviewSubmitted(scene.coaching, Party.LEADER, 4, 2, 3),
                        new ClosingReviewSubmitted(scene.coaching, Party.PROVIDER, null, 3, 3));
        read(Roles.PROGRAM_LEAD, scene.mona).body("reviews.rating", contains(4, null));
        read(Roles.PROVIDER, scene.carl)
                .body("reviews.goalsMet", contains(2, 3))
                .body("reviews.rating", contains(null, (Integer) null));
    }

    @Test
    void takesOneReviewOfEachSide() {
        scene.end(scene.coaching, scene.carl);
        submit(Roles.PROVIDER, scene.carl, Map.of("goalsMet", 3, "goals", 3)).statusCode(204);

        submit(Roles.PROVIDER, scene.carl, Map.of("goalsMet", 1, "goals", 3))
                .statusCode(409)
                .body("type", equalTo("/problems/closing-review-submitted"));
        submit(Roles.PROVIDER, scene.mona, Map.of("goalsMet", 1, "goals", 3)).statusCode(404);
    }

    @Test
    void takesNoReviewInTheMiddle() {
        scene.amend(14, LocalDate.ofInstant(scene.now(), ZoneOffset.UTC).plusYears(1));

        submit(Roles.PROVIDER, scene.carl, Map.of("goalsMet", 1, "goals", 3))
                .statusCode(409)
                .body("type", equalTo("/problems/engagement-not-closing"));
    }

    @Test
    void takesNoReviewThatContradictsItself() {
        scene.end(scene.coaching, scene.carl);

        submit(Roles.PARTICIPANT, scene.lea, Map.of("goalsMet", 4, "goals", 3))
                .statusCode(422)
                .body("type", equalTo("/problems/closing-review-faulty"));
        submit(Roles.PROVIDER, scene.carl, Map.of("goalsMet", 3, "goals", 3, "rating", 5))
                .statusCode(422)
                .body("type", equalTo("/problems/closing-review-faulty"));
    }

    @Test
    void showsNoReviewsOfAnEngagementOfOthers() {
        read(Roles.PROVIDER, scene.mona).statusCode(404);
    }

    private ValidatableResponse submit(String role, PersonId person, Map<String, Object> review) {
        return as(role, person).body(review).post(path()).then();
    }

    private ValidatableResponse read(String role, PersonId person) {
        return as(role, person).get(path()).then();
    }

    private String path() {
        return "/v1/engagements/" + scene.coaching + "/closing-reviews";
    }

    private RequestSpecification as(String role, PersonId person) {
        return given().contentType(ContentType.JSON)
                .auth()
                .oauth2(Tokens.of(scene.tenant).role(role).person(person).sign());
    }
}
