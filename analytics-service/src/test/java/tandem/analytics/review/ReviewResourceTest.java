package tandem.analytics.review;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.analytics.pilot.PilotStage;
import tandem.events.EvidenceTier;
import tandem.events.Track;
import tandem.runtime.sql.Feed;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class ReviewResourceTest {

    @Inject
    @Feed
    Jdbi feed;

    @Inject
    ReviewJob job;

    private PilotStage stage;

    @BeforeEach
    void setTheStage() {
        stage = new PilotStage(feed);
    }

    @Test
    void keepsTheFiguresOfTheDaysAgreedOnOnceEach() {
        var programme = stage.pilot();
        for (var i = 0; i < 6; i++) {
            var engagement =
                    stage.story().engagement(programme, stage.story().leader(programme), Track.COACHING, "2030-02-04");
            stage.story().heldSession(engagement, "2030-02-05T10:00:00Z", EvidenceTier.BOTH_SIDES);
        }
        stage.known("2030-02-20T00:00:00Z");
        stage.as("analyst").get("/v1/pilots/" + programme + "/reviews").then().body("reviews", empty());

        job.runUntil(Instant.parse("2030-04-05T00:00:00Z"));
        job.runUntil(Instant.parse("2030-05-07T00:00:00Z"));
        job.runUntil(Instant.parse("2030-05-07T00:00:00Z"));

        stage.as("analyst")
                .get("/v1/pilots/" + programme + "/reviews")
                .then()
                .statusCode(200)
                .body("reviews.review", contains("DAY_60", "MONTH_3"))
                .body("reviews.dueOn", contains("2030-04-05", "2030-05-06"))
                .body("reviews[0].figures.find { it.metric == 'attendance' }.numerator", equalTo(6))
                .body("reviews[0].figures.find { it.metric == 'attendance' }.n", equalTo("6"))
                .body("reviews[0].contentHash", notNullValue());
        stage.as("analyst")
                .get("/v1/pilots/" + UUID.randomUUID() + "/reviews")
                .then()
                .statusCode(404);
    }
}
