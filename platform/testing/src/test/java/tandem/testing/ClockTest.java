package tandem.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import tandem.runtime.time.MachineTime;
import tandem.runtime.time.ProgrammeTime;
import tandem.testing.app.Diary;

/** Programme time moves when it is told to, forward, and takes the jobs along; machine time does not care. */
@QuarkusTest
@WithTestResource(RealParts.class)
class ClockTest {

    private static final Instant START = Instant.parse("2030-01-01T09:00:00Z");

    @Inject
    @ProgrammeTime
    Clock programme;

    @Inject
    @MachineTime
    Clock machine;

    @Inject
    Diary diary;

    @Test
    void runsJobsAtEveryDayOnTheWay() {
        var from = ahead();
        ProgrammeTimes.moveTo(from);
        diary.clear();

        ProgrammeTimes.moveTo(from.plus(Duration.ofHours(60)));

        assertThat(diary.entries())
                .containsExactly(
                        from.plus(Duration.ofHours(24)),
                        from.plus(Duration.ofHours(48)),
                        from.plus(Duration.ofHours(60)));
        assertThat(programme.instant()).isEqualTo(from.plus(Duration.ofHours(60)));
    }

    @Test
    void runsJobsAgainForTheInstantItStandsAt() {
        var now = ahead();
        ProgrammeTimes.moveTo(now);
        diary.clear();

        ProgrammeTimes.moveTo(now);

        assertThat(diary.entries()).containsExactly(now);
    }

    @Test
    void leavesMachineTimeAlone() {
        ProgrammeTimes.moveTo(ahead());

        assertThat(machine.instant()).isCloseTo(Clock.systemUTC().instant(), within(1, ChronoUnit.SECONDS));
    }

    @Test
    void doesNotGoBack() {
        var now = ahead();
        ProgrammeTimes.moveTo(now);

        move("simulator", now.minusSeconds(1).toString())
                .statusCode(409)
                .body("type", equalTo("/problems/clock-backward"));
    }

    @Test
    void doesNotLeap() {
        var now = ahead();
        ProgrammeTimes.moveTo(now);

        move("simulator", now.plus(Duration.ofDays(401)).toString())
                .statusCode(422)
                .body("type", equalTo("/problems/clock-too-far"));
    }

    @Test
    void obeysTheSimulatorOnly() {
        move("service", ahead().toString()).statusCode(403);
    }

    @Test
    void isKeptForTheNextStart() throws SQLException {
        var now = ahead();

        ProgrammeTimes.moveTo(now);

        try (var connection = AppDatabase.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select instant from tandem.programme_clock")) {
            row.next();
            assertThat(row.getTimestamp(1).toInstant()).isEqualTo(now);
        }
    }

    /** Later than any other test has moved it. */
    private Instant ahead() {
        var now = programme.instant();
        return (now.isBefore(START) ? START : now).plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    }

    private static ValidatableResponse move(String role, String instant) {
        return given().auth()
                .oauth2(Tokens.ofNoTenant().role(role).sign())
                .contentType(ContentType.JSON)
                .body("{\"instant\":\"" + instant + "\"}")
                .put("/internal/clock")
                .then();
    }
}
