package tandem.session.network;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.GatheringKind;
import tandem.events.PersonId;
import tandem.events.SessionEvent.SeatTaken;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.Stage;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class NetworkResourceTest {

    private final PersonId official = new PersonId(UUID.randomUUID());

    @Inject
    Stage stage;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void givesNoMoreSeatsThanThereAre() throws InterruptedException {
        var id = officeHour(3);
        var people = IntStream.range(0, 20)
                .mapToObj(_ -> new PersonId(UUID.randomUUID()))
                .peek(scene::enrol)
                .toList();

        try (var pool = Executors.newFixedThreadPool(20)) {
            var taken = pool
                    .invokeAll(people.stream()
                            .map(person -> (Callable<Integer>)
                                    () -> take(person, id).extract().statusCode())
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(taken).filteredOn(status -> status == 204).hasSize(3);
            assertThat(taken).filteredOn(status -> status == 409).hasSize(17);
        }
        assertThat(OutboxRows.events(scene.tenant, SeatTaken.class)).hasSize(3);
        seats(Roles.PROVIDER, scene.mona, id).body("seats", hasSize(3));
        offered(Roles.PROGRAM_LEAD, official).body("items[0].free", equalTo(0));
    }

    @Test
    void tellsThatASeatWasTakenAndFreesItAgain() {
        var id = officeHour(1);

        take(scene.lea, id).statusCode(204);
        take(scene.lea, id).statusCode(409).body("type", equalTo("/problems/seat-taken"));
        take(scene.carl, id).statusCode(409).body("detail", equalTo("FULL"));
        as(Roles.PARTICIPANT, scene.lea).get("/v1/me/seats").then().body("items", hasSize(1));
        leave(scene.lea, id).statusCode(204);
        leave(scene.lea, id).statusCode(404);
        take(scene.carl, id).statusCode(204);

        assertThat(OutboxRows.events(scene.tenant, SeatTaken.class))
                .extracting(SeatTaken::person)
                .containsExactly(scene.lea, scene.carl);
        assertThat(OutboxRows.events(scene.tenant, SeatTaken.class).getFirst())
                .satisfies(taken -> assertThat(Duration.between(taken.takenAt(), taken.startsAt()))
                        .isBetween(Duration.ofHours(47), Duration.ofHours(48)))
                .extracting(SeatTaken::kind)
                .isEqualTo(GatheringKind.OFFICE_HOUR);
    }

    @Test
    void isThereForThoseWhoTakePartAlone() {
        var id = officeHour(5);
        var stranger = new PersonId(UUID.randomUUID());

        take(stranger, id).statusCode(404);
        offered(Roles.PARTICIPANT, stranger).statusCode(404);
        offer(Roles.PROVIDER, stranger, Map.of()).statusCode(404);
        scene.enrol(stranger);
        offered(Roles.PARTICIPANT, stranger).statusCode(200).body("items", hasSize(1));
        take(stranger, id).statusCode(204);
    }

    @Test
    void letsThePeersOfACohortSeeEachOtherAndNobodyElse() {
        String id = offer(Roles.PROVIDER, scene.mona, Map.of("kind", "COHORT", "cadenceDays", 14))
                .statusCode(201)
                .extract()
                .path("id");
        take(scene.lea, id).statusCode(204);

        seats(Roles.PARTICIPANT, scene.lea, id).body("seats.person", equalTo(List.of(scene.lea.toString())));
        seats(Roles.PROVIDER, scene.carl, id).body("seats", hasSize(0));
        take(scene.carl, id).statusCode(204);
        seats(Roles.PROVIDER, scene.carl, id).body("seats", hasSize(2));
        var hour = officeHour(5);
        take(scene.lea, hour).statusCode(204);
        seats(Roles.PARTICIPANT, scene.lea, hour).body("seats", hasSize(0));
    }

    @Test
    void refusesAGatheringThatContradictsItself() {
        offer(Roles.PROVIDER, scene.mona, Map.of("cadenceDays", 14))
                .statusCode(422)
                .body("type", equalTo("/problems/gathering-faulty"));
        offer(Roles.PROVIDER, scene.mona, Map.of("kind", "COHORT")).statusCode(422);
        offer(Roles.PROVIDER, scene.mona, Map.of("startsAt", scene.in(-1).toString()))
                .statusCode(422);
        offer(Roles.PROGRAM_LEAD, official, Map.of("kind", "COHORT", "cadenceDays", 14))
                .statusCode(422);
        offer(Roles.PROGRAM_LEAD, official, Map.of()).statusCode(201);
    }

    @Test
    void freesAllSeatsWhenItIsClosed() {
        var id = officeHour(5);
        take(scene.lea, id).statusCode(204);

        as(Roles.PROVIDER, scene.carl)
                .post("/v1/gatherings/" + id + ":close")
                .then()
                .statusCode(404);
        as(Roles.PROVIDER, scene.mona)
                .post("/v1/gatherings/" + id + ":close")
                .then()
                .statusCode(204);

        as(Roles.PARTICIPANT, scene.lea).get("/v1/me/seats").then().body("items", hasSize(0));
        take(scene.lea, id).statusCode(409).body("detail", equalTo("CLOSED"));
    }

    @Test
    void freesTheSeatOfWhoeverIsErasedAndClosesWhatTheyHost() {
        var id = officeHour(1);
        take(scene.lea, id).statusCode(204);

        scene.erase(scene.lea, UUID.randomUUID());
        take(scene.carl, id).statusCode(204);
        scene.erase(scene.mona, UUID.randomUUID());

        offered(Roles.PROGRAM_LEAD, official).body("items", hasSize(0));
    }

    private String officeHour(int seats) {
        return offer(Roles.PROVIDER, scene.mona, Map.of("seats", seats))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private ValidatableResponse offer(String role, PersonId person, Map<String, Object> otherwise) {
        Map<String, Object> offer = new HashMap<>(
                Map.of("kind", "OFFICE_HOUR", "startsAt", scene.in(48).toString(), "minutes", 60, "seats", 5));
        offer.putAll(otherwise);
        return as(role, person)
                .body(offer)
                .post("/v1/programmes/" + scene.programme + "/gatherings")
                .then();
    }

    private ValidatableResponse take(PersonId person, String id) {
        return as(Roles.PARTICIPANT, person)
                .post("/v1/gatherings/" + id + ":take")
                .then();
    }

    private ValidatableResponse leave(PersonId person, String id) {
        return as(Roles.PARTICIPANT, person)
                .post("/v1/gatherings/" + id + ":leave")
                .then();
    }

    private ValidatableResponse seats(String role, PersonId person, String id) {
        return as(role, person).get("/v1/gatherings/" + id + "/seats").then().statusCode(200);
    }

    private ValidatableResponse offered(String role, PersonId person) {
        return as(role, person)
                .get("/v1/programmes/" + scene.programme + "/gatherings")
                .then();
    }

    private RequestSpecification as(String role, PersonId person) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .auth()
                .oauth2(Tokens.of(scene.tenant).role(role).person(person).sign());
    }
}
