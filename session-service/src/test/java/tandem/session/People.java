package tandem.session;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.runtime.actor.Roles;
import tandem.testing.Tokens;

/** The people of a scene at the door: each with a token of the part they play and a key for what they create. */
public final class People {
    private final Stage.Scene scene;

    public People(Stage.Scene scene) {
        this.scene = scene;
    }

    public RequestSpecification lea() {
        return as(Roles.PARTICIPANT, scene.lea);
    }

    public RequestSpecification carl() {
        return as(Roles.PROVIDER, scene.carl);
    }

    public RequestSpecification mona() {
        return as(Roles.PROVIDER, scene.mona);
    }

    /** Somebody of the role who has no part in any engagement. */
    public RequestSpecification somebody(String role) {
        return as(role, new PersonId(UUID.randomUUID()));
    }

    public RequestSpecification as(String role, PersonId person) {
        // paths keep their colons
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .auth()
                .oauth2(Tokens.of(scene.tenant).role(role).person(person).sign());
    }

    /** A session of the engagement that began three hours ago, entered by its leader. */
    public String met(EngagementId engagement) {
        return lea().body(Map.of(
                        "engagement", engagement.toString(),
                        "startsAt", scene.in(-3).toString(),
                        "endsAt", scene.in(-2).toString()))
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
