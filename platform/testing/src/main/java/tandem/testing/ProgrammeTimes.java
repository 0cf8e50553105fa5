package tandem.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.time.Instant;
import tandem.runtime.actor.Roles;

/** Moves programme time of the application under test, as the simulator does: forward, running every job that falls due. */
public final class ProgrammeTimes {

    private ProgrammeTimes() {}

    public static void moveTo(Instant instant) {
        given().auth()
                .oauth2(Tokens.ofNoTenant().role(Roles.SIMULATOR).sign())
                .contentType(ContentType.JSON)
                .body("{\"instant\":\"" + instant + "\"}")
                .put("/internal/clock")
                .then()
                .statusCode(200);
    }
}
