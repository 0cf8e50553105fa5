package tandem.session.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.ConsentItem;
import tandem.events.ConsentItem.Recipient;
import tandem.events.Purpose;
import tandem.events.SessionEvent.RemovalReported;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.People;
import tandem.session.Stage;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class RecognitionResourceTest {

    @Inject
    Stage stage;

    private final UUID win = UUID.randomUUID();
    private Stage.Scene scene;
    private People people;

    @BeforeEach
    void open() {
        scene = stage.open();
        people = new People(scene);
        name(people.lea(), "PROJECT_DELIVERED").statusCode(204);
    }

    @Test
    void showsAWinOnceTheLeaderAllowsItAndNotBefore() {
        feed(people.carl()).statusCode(200).body("items", hasSize(0));

        allow(Recipient.PROGRAMME, 1);

        feed(people.carl())
                .body("items[0].win", equalTo("PROJECT_DELIVERED"))
                .body("items[0].leader", equalTo(scene.lea.toString()));
        feed(people.somebody(Roles.PROGRAM_LEAD)).body("items", hasSize(1));
    }

    @Test
    void showsItToMembersOfTheProgrammeAlone() {
        allow(Recipient.PROGRAMME, 1);

        feed(people.somebody(Roles.PARTICIPANT)).statusCode(404);
        feed(people.somebody(Roles.PROVIDER)).statusCode(404);
        feed(people.somebody(Roles.ANALYST)).statusCode(403);
    }

    @Test
    void showsNothingAllowedToALineManagerOrForAnotherWin() {
        allow(Recipient.LINE_MANAGER, 1);
        scene.allow(scene.lea, Purpose.RECOGNITION, 1, new ConsentItem("WIN", Recipient.PROGRAMME, UUID.randomUUID()));
        scene.allow(scene.lea, Purpose.RECOGNITION, 1, new ConsentItem("WIN", Recipient.PROGRAMME, null));

        feed(people.carl()).body("items", hasSize(0));
    }

    @Test
    void isGoneAtOnceWhenTheLeaderTakesItBack() {
        allow(Recipient.PROGRAMME, 1);
        scene.withdraw(scene.lea, Purpose.RECOGNITION, 2, item(Recipient.PROGRAMME));

        feed(people.carl()).body("items", hasSize(0));
        allow(Recipient.PROGRAMME, 3);
        feed(people.carl()).body("items", hasSize(0));
        assertThat(OutboxRows.events(scene.tenant, RemovalReported.class))
                .singleElement()
                .satisfies(
                        report -> assertThat(report.counts()).isEqualTo(Map.of("permissions", 1, "recognitions", 1)));
    }

    @Test
    void staysWhileItIsAllowedToSomebodyElse() {
        allow(Recipient.PROGRAMME, 1);
        allow(Recipient.COMPANY, 1);
        scene.withdraw(scene.lea, Purpose.RECOGNITION, 2, item(Recipient.PROGRAMME));

        feed(people.carl()).body("items", hasSize(1));
    }

    @Test
    void isNamedAndRemovedByItsLeaderAlone() {
        allow(Recipient.PROGRAMME, 1);
        name(people.as(Roles.PARTICIPANT, scene.carl), "PROMOTED").statusCode(404);
        name(people.lea(), "PROJECT_DELIVERED").statusCode(204);
        name(people.lea(), "PROMOTED").statusCode(409).body("type", equalTo("/problems/win-entered"));
        name(people.lea(), "She cried with joy").statusCode(400);
        people.as(Roles.PARTICIPANT, scene.carl)
                .delete("/v1/me/wins/" + win)
                .then()
                .statusCode(404);

        people.lea().delete("/v1/me/wins/" + win).then().statusCode(204);

        feed(people.carl()).body("items", hasSize(0));
    }

    @Test
    void forgetsTheWinsOfAnErasedLeader() {
        allow(Recipient.PROGRAMME, 1);

        scene.erase(scene.lea, UUID.randomUUID());

        feed(people.carl()).body("items", hasSize(0));
    }

    private ValidatableResponse name(RequestSpecification by, String what) {
        return by.body(Map.of("win", what))
                .put("/v1/engagements/" + scene.coaching + "/wins/" + win)
                .then();
    }

    private ValidatableResponse feed(RequestSpecification by) {
        return by.get("/v1/programmes/" + scene.programme + "/wins").then();
    }

    private void allow(Recipient recipient, long version) {
        scene.allow(scene.lea, Purpose.RECOGNITION, version, item(recipient));
    }

    private ConsentItem item(Recipient recipient) {
        return new ConsentItem("WIN", recipient, win);
    }
}
