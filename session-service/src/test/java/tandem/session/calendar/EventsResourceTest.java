package tandem.session.calendar;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.EngagementId;
import tandem.events.EvidenceTier;
import tandem.events.SessionEvent;
import tandem.events.SessionEvent.SessionCancelled;
import tandem.events.SessionEvent.SessionHeld;
import tandem.events.SessionEvent.SessionMoved;
import tandem.events.SessionEvent.SessionScheduled;
import tandem.runtime.actor.Roles;
import tandem.session.FakeDirectory;
import tandem.session.Stage;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class EventsResourceTest {

    @Inject
    Stage stage;

    private Stage.Scene scene;

    @BeforeEach
    void open() {
        scene = stage.open();
    }

    @Test
    void schedulesASessionThatNamesItsEngagementOnce() {
        var event = upserted("1", "uid", 0, scene.in(24), scene.coaching);

        single(event).statusCode(202).body("status", equalTo("accepted"));
        single(event).statusCode(200).body("status", equalTo("duplicate"));

        assertThat(told(SessionScheduled.class))
                .singleElement()
                .satisfies(session -> assertThat(session.origin()).isEqualTo(SessionScheduled.Origin.CLOUD_EVENT));
    }

    @Test
    void refusesASessionOfAnEngagementNobodySigned() {
        single(upserted("1", "uid", 0, scene.in(24), new EngagementId(UUID.randomUUID())))
                .statusCode(409)
                .body("type", equalTo("/problems/not-a-session"))
                .body("detail", containsString("engagement-unknown"));
        assertThat(told(SessionEvent.class)).isEmpty();
    }

    @Test
    void refusesASessionOfSomeoneWhoseCalendarMayNotBeRead() {
        scene.withdrawCalendar(scene.lea, 2);

        single(upserted("1", "uid", 0, scene.in(24), scene.coaching))
                .statusCode(409)
                .body("detail", containsString("calendar-not-allowed"));
    }

    @Test
    void takesABatchInItsOrder() {
        var start = scene.in(24);

        batch(List.of(
                        upserted("1", "uid", 0, start, scene.coaching),
                        upserted("2", "uid", 1, start.plusSeconds(3_600), null),
                        cancelled("3", "uid", 2),
                        upserted("4", "stranger", 0, start, null)))
                .statusCode(200)
                .body("status", equalTo(List.of("accepted", "accepted", "accepted", "accepted")));

        assertThat(told(SessionScheduled.class)).hasSize(1);
        assertThat(told(SessionMoved.class)).hasSize(1);
        assertThat(told(SessionCancelled.class)).hasSize(1);
    }

    @Test
    void takesABatchOfManyMeetingsInItsOrderAndNamesTheCauseOfEachChange() {
        var first = scene.in(24);
        var posted = new ArrayList<String>();
        for (int meeting = 0; meeting < 120; meeting++) { // the first is told again after all others
            posted.add(
                    upserted("n" + meeting, "uid" + meeting, 0, first.plusSeconds(3_600L * meeting), scene.coaching));
        }
        posted.add(upserted("moved", "uid0", 1, first.minusSeconds(3_600), null));

        batch(posted).statusCode(200).body("status", everyItem(equalTo("accepted")));

        var rows = OutboxRows.of(scene.tenant).stream()
                .filter(row -> row.event() instanceof SessionEvent)
                .toList();
        assertThat(rows.stream().limit(120))
                .allSatisfy(row -> assertThat(row.event()).isInstanceOf(SessionScheduled.class));
        assertThat(rows.get(120).event()).isInstanceOf(SessionMoved.class);
        assertThat(rows)
                .hasSize(121)
                .extracting(OutboxRows.Row::causation)
                .containsExactlyElementsOf(
                        Stream.concat(IntStream.range(0, 120).mapToObj(meeting -> "n" + meeting), Stream.of("moved"))
                                .map(id -> "/calendars#" + id)
                                .toList());
        assertThat(rows).extracting(OutboxRows.Row::sequence).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void takesABatchOfManyCancellationsInItsOrderAndNamesTheCauseOfEach() {
        var first = scene.in(24);
        var meetings = IntStream.range(0, 120).boxed().toList();
        batch(meetings.stream()
                        .map(n -> upserted("on" + n, "uid" + n, 0, first.plusSeconds(3_600L * n), scene.coaching))
                        .toList())
                .statusCode(200);

        batch(meetings.stream().map(n -> cancelled("off" + n, "uid" + n, 1)).toList())
                .statusCode(200)
                .body("status", everyItem(equalTo("accepted")));

        assertThat(OutboxRows.of(scene.tenant).stream().filter(row -> row.event() instanceof SessionCancelled))
                .extracting(OutboxRows.Row::causation)
                .containsExactlyElementsOf(
                        meetings.stream().map(n -> "/calendars#off" + n).toList());
    }

    @Test
    void takesTheWordOfTheMeetingPlatform() {
        single(upserted("1", "uid", 0, scene.in(-3), scene.coaching)).statusCode(202);

        single(attended("2", "uid", Stage.LEA)).statusCode(202);
        single(attended("3", "uid", Stage.CARL)).statusCode(202);

        assertThat(told(SessionHeld.class))
                .singleElement()
                .satisfies(held -> assertThat(held.evidence()).isEqualTo(EvidenceTier.PLATFORM));
    }

    @Test
    void refusesATimeThatRunsBackwards() {
        single(event("1", "session-upserted", """
                {"uid":"uid","sequence":0,"startsAt":"2030-02-01T10:00:00Z","endsAt":"2030-02-01T09:00:00Z","attendees":[]}""")).statusCode(400);
    }

    private String upserted(String id, String uid, int sequence, Instant start, @Nullable EngagementId engagement) {
        var named = engagement == null ? "" : "\"engagement\":\"" + engagement + "\",";
        return event(id, "session-upserted", """
                {"uid":"%s","sequence":%d,%s"startsAt":"%s","endsAt":"%s","attendees":[]}""".formatted(uid, sequence, named, start, start.plusSeconds(3_600)));
    }

    private String cancelled(String id, String uid, int sequence) {
        return event(id, "session-cancelled", """
                {"uid":"%s","sequence":%d,"cancelledAt":"%s"}""".formatted(uid, sequence, scene.now()));
    }

    private String attended(String id, String uid, String address) {
        return event(id, "attendance-reported", """
                {"uid":"%s","attendee":"%s","attended":true}""".formatted(uid, address));
    }

    private String event(String id, String name, String data) {
        return """
                {"specversion":"1.0","id":"%s","source":"/calendars","type":"tandem.calendar.%s.v1","time":"%s",
                 "datacontenttype":"application/json","data":%s}""".formatted(id, name, scene.now(), data);
    }

    private ValidatableResponse single(String event) {
        return post("application/cloudevents+json", event);
    }

    private ValidatableResponse batch(List<String> events) {
        return post("application/cloudevents-batch+json", "[" + String.join(",", events) + "]");
    }

    private ValidatableResponse post(String type, String body) {
        return given().auth()
                .oauth2(Tokens.of(scene.tenant).role(Roles.CALENDAR).sign())
                .contentType(type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/events")
                .then();
    }

    private <E extends SessionEvent> List<E> told(Class<E> type) {
        return OutboxRows.events(scene.tenant, type);
    }
}
