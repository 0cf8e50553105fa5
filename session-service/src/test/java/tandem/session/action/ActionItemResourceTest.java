package tandem.session.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.Party;
import tandem.events.SessionEvent.ActionItemAgreed;
import tandem.events.SessionEvent.ActionItemCompleted;
import tandem.events.SessionEvent.ActionItemDropped;
import tandem.events.SessionId;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.People;
import tandem.session.Stage;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class ActionItemResourceTest {

    @Inject
    Stage stage;

    private Stage.Scene scene;
    private People people;
    private String session = "";
    private LocalDate today = LocalDate.MIN;

    @BeforeEach
    void meet() {
        scene = stage.open();
        people = new People(scene);
        session = people.met(scene.coaching);
        today = LocalDate.ofInstant(scene.now(), ZoneOffset.UTC);
    }

    @Test
    void tellsAStepAndThatItIsDoneWithoutAWord() {
        var item = agreed();

        complete(people.lea(), item, today).statusCode(204);

        assertThat(OutboxRows.events(scene.tenant, ActionItemAgreed.class))
                .containsExactly(new ActionItemAgreed(
                        scene.coaching,
                        new SessionId(UUID.fromString(session)),
                        item,
                        "DELEGATE",
                        today.plusDays(7),
                        Party.LEADER));
        assertThat(OutboxRows.events(scene.tenant, ActionItemCompleted.class))
                .containsExactly(new ActionItemCompleted(scene.coaching, item, today));
        items(people.carl())
                .body("items[0].state", equalTo("COMPLETED"))
                .body("items[0].closedOn", equalTo(today.toString()));
    }

    @Test
    void tellsACorrectedStepAnewAndKeepsHowOftenItChanged() {
        var item = agreed();

        correct(people.carl(), item, "PROVIDER", today.plusDays(14)).statusCode(204);
        correct(people.carl(), item, "PROVIDER", today.plusDays(14)).statusCode(204);

        assertThat(OutboxRows.events(scene.tenant, ActionItemAgreed.class))
                .hasSize(2)
                .last()
                .satisfies(told -> {
                    assertThat(told.owner()).isEqualTo(Party.PROVIDER);
                    assertThat(told.dueOn()).isEqualTo(today.plusDays(14));
                });
        items(people.lea()).body("items", hasSize(1)).body("items[0].changes", equalTo(1));
    }

    @Test
    void closesAStepOnce() {
        var item = agreed();
        people.carl().post("/v1/action-items/" + item + ":drop").then().statusCode(204);

        complete(people.lea(), item, today).statusCode(409).body("type", equalTo("/problems/action-item-closed"));
        correct(people.lea(), item, "LEADER", today.plusDays(9)).statusCode(409);
        assertThat(OutboxRows.events(scene.tenant, ActionItemDropped.class)).hasSize(1);
        assertThat(OutboxRows.events(scene.tenant, ActionItemCompleted.class)).isEmpty();
    }

    @Test
    void takesNoStepOutsideTheVocabularyOrTheCalendar() {
        agree(people.lea(), "PLEASE_HELP_ADA", today.plusDays(7))
                .statusCode(422)
                .body("type", equalTo("/problems/code-unknown"));
        agree(people.lea(), "DELEGATE", today.minusDays(2))
                .statusCode(422)
                .body("type", equalTo("/problems/action-item-day"));
        complete(people.lea(), agreed(), today.plusDays(1))
                .statusCode(422)
                .body("type", equalTo("/problems/action-item-day"));
    }

    @Test
    void takesTenStepsOfASession() {
        for (int step = 0; step < 10; step++) {
            agreed();
        }

        agree(people.lea(), "DELEGATE", today.plusDays(7))
                .statusCode(409)
                .body("type", equalTo("/problems/action-items-full"));
    }

    @Test
    void belongsToItsTwoSidesAlone() {
        var item = agreed();

        agree(people.mona(), "DELEGATE", today.plusDays(7)).statusCode(404);
        complete(people.mona(), item, today).statusCode(404);
        correct(people.mona(), item, "LEADER", today.plusDays(9)).statusCode(404);
        people.mona()
                .get("/v1/engagements/" + scene.coaching + "/action-items")
                .then()
                .statusCode(404);
        people.somebody(Roles.PROGRAM_LEAD)
                .get("/v1/engagements/" + scene.coaching + "/action-items")
                .then()
                .statusCode(403);
    }

    private String agreed() {
        return agree(people.carl(), "DELEGATE", today.plusDays(7))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private ValidatableResponse agree(RequestSpecification by, String action, LocalDate dueOn) {
        return by.body(Map.of("action", action, "owner", "LEADER", "dueOn", dueOn.toString()))
                .post("/v1/sessions/" + session + "/action-items")
                .then();
    }

    private ValidatableResponse correct(RequestSpecification by, String item, String owner, LocalDate dueOn) {
        return by.body(Map.of("owner", owner, "dueOn", dueOn.toString()))
                .put("/v1/action-items/" + item)
                .then();
    }

    private ValidatableResponse complete(RequestSpecification by, String item, LocalDate on) {
        return by.body(Map.of("completedOn", on.toString()))
                .post("/v1/action-items/" + item + ":complete")
                .then();
    }

    private ValidatableResponse items(RequestSpecification by) {
        return by.get("/v1/engagements/" + scene.coaching + "/action-items")
                .then()
                .statusCode(200);
    }
}
