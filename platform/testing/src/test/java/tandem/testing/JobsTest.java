package tandem.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.testing.app.Diary;

/** On a real clock jobs run by themselves, in one replica at a time, and nobody can push it. */
@QuarkusTest
@TestProfile(JobsTest.EverySecond.class)
@WithTestResource(value = RealParts.class, initArgs = @ResourceArg(name = "clock", value = "real"))
class JobsTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    /** Jobs that need no patience. */
    public static class EverySecond implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tandem.jobs.every", "1s");
        }
    }

    @Inject
    Diary diary;

    @Test
    void runsJobsBySchedule() {
        await().atMost(SOON).until(() -> !diary.entries().isEmpty());
    }

    @Test
    void leavesAJobToTheReplicaThatRunsItNow() throws SQLException, InterruptedException {
        try (var replica = AppDatabase.connect();
                var statement = replica.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtextextended('tandem.job.diary', 0))");
            Thread.sleep(Duration.ofSeconds(1)); // a run that was under way has ended
            diary.clear();
            Thread.sleep(Duration.ofSeconds(3));

            assertThat(diary.entries()).isEmpty();
        }

        await().atMost(SOON).until(() -> !diary.entries().isEmpty());
    }

    @Test
    void hasNoClockToPush() {
        RestAssured.given()
                .auth()
                .oauth2(Tokens.ofNoTenant().role("simulator").sign())
                .contentType(ContentType.JSON)
                .body("{\"instant\":\"2031-01-01T09:00:00Z\"}")
                .put("/internal/clock")
                .then()
                .statusCode(404);
    }
}
