package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.runtime.actor.Roles;
import tandem.testing.RealParts;

/** What is held about a person, given to that person and nobody else, once. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class ExportTest {

    private final Company acme = new Company();

    @Test
    void givesEverythingInTheClear() {
        var ada = leader("E1");

        var answer = acme.as(Roles.PARTICIPANT, ada).get("/v1/me/exports/" + ticket(ada));

        answer.then().statusCode(200).header("Content-Disposition", containsString("attachment"));
        var bundle = answer.jsonPath();
        assertThat(bundle.getString("held.person[0].given_name")).isEqualTo("GivenE1");
        assertThat(bundle.getString("held.person[0].email")).isEqualTo("e1@example.com");
        assertThat(bundle.getString("held.goal[0].words")).isEqualTo("I want to delegation");
        assertThat(bundle.getMap("held"))
                .containsKeys("consent", "consent_entry", "decision", "employment", "intake", "participation");
        assertThat(bundle.getList("elsewhere.service")).contains("matching-service", "session-service");
        assertThat(answer.asString()).doesNotContain("\\\\x", "email_index");
    }

    @Test
    void isFetchedOnce() {
        var ada = leader("E1");
        var ticket = ticket(ada);
        acme.as(Roles.PARTICIPANT, ada).get("/v1/me/exports/" + ticket).then().statusCode(200);

        acme.as(Roles.PARTICIPANT, ada).get("/v1/me/exports/" + ticket).then().statusCode(404);
    }

    @Test
    void opensForNobodyElse() {
        var ada = leader("E1");
        acme.employs("E2");
        var ticket = ticket(ada);

        acme.as(Roles.PARTICIPANT, acme.person("E2"))
                .get("/v1/me/exports/" + ticket)
                .then()
                .statusCode(404);
        acme.as(Roles.PARTICIPANT, ada).get("/v1/me/exports/" + ticket).then().statusCode(200);
    }

    @Test
    void isGoneWithThePerson() {
        var ada = leader("E1");
        var ticket = ticket(ada);
        acme.as(Roles.PARTICIPANT, ada).post("/v1/me:erase").then().statusCode(202);

        acme.as(Roles.PARTICIPANT, ada).get("/v1/me/exports/" + ticket).then().statusCode(404);
        acme.as(Roles.PARTICIPANT, ada).post("/v1/me:export").then().statusCode(404);
    }

    private String ticket(PersonId person) {
        var answer = acme.as(Roles.PARTICIPANT, person).body(Map.of()).post("/v1/me:export");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getString("export");
    }

    private PersonId leader(String number) {
        var programme = acme.opens();
        var person = acme.participant(programme, number);
        acme.consents(number, Purpose.MATCHING, true);
        acme.accepted("tandem.hr.intake-submitted.v1", Company.intake(number, programme, "ROLE_CHANGE", "DELEGATION"));
        return person;
    }
}
