package tandem.analytics.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.analytics.pilot.PilotStage;
import tandem.events.ImpactEvent.OnboardingResumed;
import tandem.events.ImpactEvent.OnboardingStopped;
import tandem.events.ProgrammeId;
import tandem.runtime.sql.Feed;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class OnboardingResourceTest {

    @Inject
    @Feed
    Jdbi feed;

    private PilotStage stage;
    private ProgrammeId programme = new ProgrammeId(new UUID(0, 0));

    @BeforeEach
    void setTheStage() {
        stage = new PilotStage(feed);
        programme = stage.programme("2030-01-07");
        stage.known("2030-01-07T00:00:00Z");
    }

    private ValidatableResponse stop(String role, Object programme) {
        return stage.post(role, "/v1/programmes/" + programme + "/onboarding:stop", Map.of("reason", "DATA_QUALITY"));
    }

    private ValidatableResponse resume() {
        return stage.post("operations-owner", "/v1/programmes/" + programme + "/onboarding:resume", Map.of());
    }

    @Test
    void tellsTheOthersThatNobodyIsTakenInUntilItIsResumed() {
        stop("operations-owner", programme).statusCode(200).body("stopped", equalTo(true));
        resume().statusCode(200).body("stopped", equalTo(false)).body("stops", hasSize(1));

        assertThat(OutboxRows.events(stage.tenant(), OnboardingStopped.class))
                .containsExactly(new OnboardingStopped(programme, "DATA_QUALITY"));
        assertThat(OutboxRows.events(stage.tenant(), OnboardingResumed.class))
                .containsExactly(new OnboardingResumed(programme));
    }

    @Test
    void stopsOnceAndResumesOnce() {
        resume().statusCode(409).body("type", equalTo("/problems/onboarding-running"));
        stop("operations-owner", programme).statusCode(200);

        stop("operations-owner", programme).statusCode(409).body("type", equalTo("/problems/onboarding-stopped"));
        resume().statusCode(200);
        stop("operations-owner", programme).statusCode(200).body("stops", hasSize(2));
    }

    @Test
    void isTheOwnersAlone() {
        stop("program-lead", programme).statusCode(403);
        stop("operations-owner", UUID.randomUUID()).statusCode(404);
        stage.as("steering")
                .get("/v1/programmes/" + UUID.randomUUID() + "/onboarding")
                .then()
                .statusCode(404);
    }
}
