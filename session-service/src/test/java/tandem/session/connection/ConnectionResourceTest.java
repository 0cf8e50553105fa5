package tandem.session.connection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.SessionEvent;
import tandem.events.SessionEvent.RemovalReported;
import tandem.events.SessionEvent.SessionCancelled;
import tandem.events.SessionEvent.SessionMoved;
import tandem.events.Track;
import tandem.runtime.actor.Roles;
import tandem.session.FakeCalendars;
import tandem.session.FakeDirectory;
import tandem.session.Ics;
import tandem.session.Stage;
import tandem.session.session.SessionQueries;
import tandem.session.session.SessionQueries.SessionView;
import tandem.session.session.SessionService;
import tandem.session.session.SessionState;
import tandem.testing.AppDatabase;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
@WithTestResource(FakeCalendars.class)
class ConnectionResourceTest {
    private static final String ENTRY = "4f9c.ics";
    private static final Duration QUARTER = Duration.ofMinutes(15);

    @Inject
    Stage stage;

    @Inject
    SessionQueries queries;

    @Inject
    SessionService sessions;

    private Stage.Scene scene;
    private String calendar;

    @BeforeEach
    void open() {
        scene = stage.open();
        calendar = "work-" + UUID.randomUUID();
    }

    @AfterEach
    void recover() {
        FakeDirectory.down(false);
        FakeCalendars.answers(calendar, 0);
    }

    @Test
    void followsAMeetingThroughMoveAndDeletion() {
        var start = scene.in(24);
        connect().statusCode(200).body("state", equalTo("CONNECTED")).body("host", equalTo("localhost"));

        FakeCalendars.put(calendar, ENTRY, meeting(0, start));
        scene.pass(QUARTER);
        assertThat(view()).extracting(SessionView::state).containsExactly(SessionState.SUGGESTED);
        confirm();

        FakeCalendars.put(calendar, ENTRY, meeting(1, start.plusSeconds(3_600)));
        scene.pass(QUARTER);
        assertThat(told(SessionMoved.class))
                .singleElement()
                .satisfies(moved -> assertThat(moved.startsAt()).isEqualTo(start.plusSeconds(3_600)));

        FakeCalendars.delete(calendar, ENTRY);
        scene.pass(QUARTER);
        assertThat(told(SessionCancelled.class)).hasSize(1);
    }

    @Test
    void followsAMoveThatLeftItsStampAsItWas() {
        var start = scene.in(24);
        FakeCalendars.put(calendar, ENTRY, meeting(0, start));
        connect();
        scene.pass(QUARTER);

        FakeCalendars.put(calendar, ENTRY, meeting(0, start.minusSeconds(3_600)));
        scene.pass(QUARTER);

        assertThat(view()).extracting(SessionView::startsAt).containsExactly(start.minusSeconds(3_600));
    }

    @Test
    void schedulesAgainWhatWasDeletedByMistake() {
        var start = scene.in(24);
        FakeCalendars.put(calendar, ENTRY, meeting(0, start));
        connect();
        scene.pass(QUARTER);
        confirm();
        FakeCalendars.delete(calendar, ENTRY);
        scene.pass(QUARTER);
        assertThat(view()).isEmpty();

        FakeCalendars.put(calendar, ENTRY, meeting(0, start));
        scene.pass(QUARTER);

        assertThat(view()).extracting(SessionView::state).containsExactly(SessionState.SCHEDULED);
    }

    @Test
    void takesATidiedPastForNoCancellation() {
        FakeCalendars.put(calendar, ENTRY, meeting(0, scene.in(1)));
        connect();
        scene.pass(QUARTER);
        confirm();
        scene.pass(Duration.ofHours(3));

        FakeCalendars.delete(calendar, ENTRY);
        scene.pass(QUARTER);

        assertThat(told(SessionCancelled.class)).isEmpty();
    }

    @Test
    void looksAtEverythingAgainWhenTheServerForgotItsToken() {
        var kept = scene.in(24);
        var added = scene.in(72);
        FakeCalendars.put(calendar, ENTRY, meeting(0, kept));
        FakeCalendars.put(calendar, "gone.ics", meeting("gone", 0, scene.in(48)));
        connect();
        scene.pass(QUARTER);
        assertThat(view()).hasSize(2);

        FakeCalendars.delete(calendar, "gone.ics");
        FakeCalendars.put(calendar, "new.ics", meeting("new", 0, added));
        FakeCalendars.expire(calendar);
        FakeCalendars.sent(calendar);
        scene.pass(QUARTER);

        assertThat(view()).extracting(SessionView::startsAt).containsExactly(kept, added);
        assertThat(FakeCalendars.sent(calendar)).isEqualTo(1);
        assertThat(mine().getString("[0].trouble")).isNull();
    }

    @Test
    void findsNextDayWhatBecameASessionMeanwhile() {
        var later = new EngagementId(UUID.randomUUID());
        scene.end(scene.mentoring, scene.mona);
        FakeCalendars.put(calendar, ENTRY, Ics.request("u", 0, scene.in(72), Stage.MONA, Stage.LEA));
        connect();
        scene.pass(QUARTER);
        scene.start(later, scene.mona, ProviderType.INTERNAL, Track.MENTORING);
        scene.pass(QUARTER);
        assertThat(view(later)).isEmpty();

        scene.pass(Duration.ofDays(1));

        assertThat(view(later)).hasSize(1);
    }

    @Test
    void keepsNothingOfWhatIsNobodysBusiness() {
        FakeCalendars.put(calendar, ENTRY, Ics.request("dentist", 0, scene.in(24), "dentist@example.net", Stage.LEA));
        FakeCalendars.put(calendar, "broken.ics", "BEGIN:VCALENDAR\r\nNONSENSE");

        connect();
        scene.pass(QUARTER);

        assertThat(rows("followed_entries")).isZero();
        assertThat(rows("meetings")).isZero();
        assertThat(mine().getString("[0].lastSyncedAt")).isNotNull();
    }

    @Test
    void keepsNoAddressNameOrSecretThatCanBeRead() {
        calendar = "private-" + UUID.randomUUID();
        FakeCalendars.put(calendar, ENTRY, meeting(0, scene.in(24)));

        connect(FakeCalendars.SECRET)
                .statusCode(200)
                .body("secret", equalTo(null))
                .body("address", equalTo(null));
        scene.pass(QUARTER);

        assertThat(view()).hasSize(1);
        assertThat(dump("calendar_connections") + dump("followed_entries"))
                .doesNotContain(FakeCalendars.SECRET, calendar, "localhost", ENTRY, "urn:token");
    }

    @Test
    void triesACalendarBeforeItIsConnected() {
        refused(Map.of("kind", "CALDAV", "address", FakeCalendars.address("private-x")), "credentials-refused");
        refused(
                Map.of("kind", "CALDAV", "address", FakeCalendars.address("private-x"), "user", "lea", "secret", "no"),
                "credentials-refused");
        refused(Map.of("kind", "CALDAV", "address", FakeCalendars.address("folder-x")), "not-a-calendar");
        FakeCalendars.answers(calendar, 404);
        refused(Map.of("kind", "SUBSCRIPTION", "address", FakeCalendars.address(calendar)), "not-found");

        assertThat(rows("calendar_connections")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://2130706433/",
                "https://169.254.169.254/latest/meta-data/",
                "http://example.org/a.ics",
                "https://lea:secret@example.org/a.ics",
                "https://localhost/",
                "https://no-such-host.invalid/"
            })
    void asksNoHostInside(String address) {
        refused(Map.of("kind", "SUBSCRIPTION", "address", address), "address-refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not an address", "https:///x", "mailto:lea@example.com"})
    void refusesWhatIsNoAddress(String address) {
        as(scene.lea, Roles.PARTICIPANT)
                .body(Map.of("kind", "SUBSCRIPTION", "address", address))
                .post("/v1/me/calendars")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/invalid"));
    }

    @Test
    void connectsNobodyWhoDoesNotAllowIt() {
        scene.withdrawCalendar(scene.lea, 2);

        connect().statusCode(409).body("type", equalTo("/problems/calendar-not-allowed"));
    }

    @Test
    void connectsACalendarOnceHoweverOftenItIsAsked() {
        var first = connect().statusCode(200).extract().<String>path("id");
        var again = connect().statusCode(200).extract().<String>path("id");

        assertThat(again).isEqualTo(first);
        assertThat(rows("calendar_connections")).isEqualTo(1);
    }

    @Test
    void takesFiveCalendarsOfAPerson() {
        for (int one = 0; one < 5; one++) {
            calendar = "work-" + UUID.randomUUID();
            connect().statusCode(200);
        }
        calendar = "work-" + UUID.randomUUID();

        connect().statusCode(409).body("type", equalTo("/problems/calendars-full"));
    }

    @Test
    void cutsWithTheConsentAndDeletesWhatOpenedIt() {
        FakeCalendars.put(calendar, ENTRY, meeting(0, scene.in(24)));
        connect();
        scene.pass(QUARTER);

        scene.withdrawCalendar(scene.lea, 2);

        assertThat(rows("calendar_connections")).isZero();
        assertThat(rows("followed_entries")).isZero();
        assertThat(told(RemovalReported.class))
                .singleElement()
                .satisfies(report -> assertThat(report.counts()).containsEntry("calendarConnections", 1));
    }

    @Test
    void forgetsTheCalendarsOfWhoeverIsErased() {
        connect();

        scene.erase(scene.lea, UUID.randomUUID());

        assertThat(rows("calendar_connections")).isZero();
        assertThat(rows("tandem.person_key")).isZero();
    }

    @Test
    void cutsForItsOwnerAndForNobodyElse() {
        var id = connect().extract().<String>path("id");

        as(scene.carl, Roles.PROVIDER).delete("/v1/me/calendars/" + id).then().statusCode(404);
        as(scene.lea, Roles.PARTICIPANT).delete("/v1/me/calendars/" + id).then().statusCode(204);

        assertThat(mine().getList("$")).isEmpty();
    }

    @Test
    void givesUpWhatFailsForGoodAndDeletesItsSecret() {
        connect();
        scene.pass(QUARTER);

        FakeCalendars.answers(calendar, 401);
        for (int look = 0; look < CalendarConnection.REFUSALS_MAX; look++) {
            assertThat(mine().getString("[0].state")).isEqualTo("CONNECTED");
            scene.pass(Duration.ofDays(1));
        }

        assertThat(mine().getString("[0].state")).isEqualTo("DISCONNECTED");
        assertThat(mine().getString("[0].trouble")).isEqualTo("credentials-refused");
        assertThat(ask("select count(access)::text from calendar_connections where tenant = ?"))
                .isEqualTo("0");
        FakeCalendars.answers(calendar, 0);
        connect().body("state", equalTo("CONNECTED"));
    }

    @Test
    void waitsLongerAfterEachFailureAndCancelsNothing() {
        FakeCalendars.put(calendar, ENTRY, meeting(0, scene.in(240)));
        connect();
        scene.pass(QUARTER);

        FakeCalendars.answers(calendar, 503);
        for (int look = 0; look < 10; look++) {
            scene.pass(QUARTER);
        }

        assertThat(mine().getString("[0].trouble")).isEqualTo("server-failed");
        assertThat(health("").getInt("items[0].failures")).isBetween(2, 4);
        assertThat(view()).hasSize(1);
    }

    @Test
    void looksAgainAtWhatItCouldNotIdentify() {
        FakeCalendars.put(calendar, ENTRY, meeting(0, scene.in(24)));
        connect();
        FakeDirectory.down(true);
        scene.pass(QUARTER);
        assertThat(mine().getString("[0].trouble")).isEqualTo("people-unknown");
        assertThat(view()).isEmpty();

        FakeDirectory.down(false);
        scene.pass(QUARTER);

        assertThat(view()).hasSize(1);
        assertThat(rows("parked_inputs")).isZero();
    }

    @Test
    void followsAFileThatIsSubscribedTo() {
        var start = scene.in(24);
        FakeCalendars.put(calendar, ENTRY, meeting(0, start));
        as(scene.lea, Roles.PARTICIPANT)
                .body(Map.of("kind", "SUBSCRIPTION", "address", FakeCalendars.address(calendar)))
                .post("/v1/me/calendars")
                .then()
                .statusCode(200);
        scene.pass(QUARTER);
        confirm();
        FakeCalendars.sent(calendar);
        scene.pass(QUARTER);
        assertThat(FakeCalendars.sent(calendar)).isZero();

        FakeCalendars.put(calendar, ENTRY, meeting(1, start.plusSeconds(3_600)));
        scene.pass(QUARTER);
        assertThat(told(SessionMoved.class)).hasSize(1);
        FakeCalendars.delete(calendar, ENTRY);
        scene.pass(QUARTER);

        assertThat(told(SessionCancelled.class)).hasSize(1);
    }

    @Test
    void showsOperationsHowConnectionsAreDoingAndNotWhoseOrWhere() {
        connect();
        FakeCalendars.answers(calendar, 503);
        scene.pass(QUARTER);

        as(null, Roles.OPERATIONS_OWNER)
                .get("/v1/calendar-connections?troubled=true")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].trouble", equalTo("server-failed"))
                .body(not(containsString("localhost")))
                .body(not(containsString(scene.lea.toString())));
        as(null, Roles.PROGRAM_LEAD).get("/v1/calendar-connections").then().statusCode(403);
    }

    private ValidatableResponse connect() {
        return connect(null);
    }

    private ValidatableResponse connect(@Nullable String secret) {
        var wanted = new HashMap<String, String>(Map.of("kind", "CALDAV", "address", FakeCalendars.address(calendar)));
        if (secret != null) {
            wanted.put("user", FakeCalendars.USER);
            wanted.put("secret", secret);
        }
        return as(scene.lea, Roles.PARTICIPANT)
                .body(wanted)
                .post("/v1/me/calendars")
                .then()
                .log()
                .ifValidationFails();
    }

    private void refused(Map<String, String> wanted, String reason) {
        as(scene.lea, Roles.PARTICIPANT)
                .body(wanted)
                .post("/v1/me/calendars")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/calendar-check-failed"))
                .body("reason", equalTo(reason));
    }

    private JsonPath mine() {
        return as(scene.lea, Roles.PARTICIPANT).get("/v1/me/calendars").jsonPath();
    }

    private JsonPath health(String query) {
        return as(null, Roles.OPERATIONS_OWNER)
                .get("/v1/calendar-connections" + query)
                .jsonPath();
    }

    private RequestSpecification as(@Nullable PersonId person, String role) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(Tokens.of(scene.tenant)
                        .role(role)
                        .person(person == null ? new PersonId(UUID.randomUUID()) : person)
                        .sign());
    }

    /** As a calendar keeps it: without the method of a message. */
    private String meeting(int sequence, Instant start) {
        return meeting("uid", sequence, start);
    }

    private static String meeting(String uid, int sequence, Instant start) {
        return Ics.request(uid, sequence, start, Stage.CARL, Stage.LEA).replace("METHOD:REQUEST\n", "");
    }

    private void confirm() {
        scene.act(() -> sessions.confirm(scene.lea, view().getFirst().id()));
    }

    private List<SessionView> view() {
        return view(scene.coaching);
    }

    private List<SessionView> view(EngagementId engagement) {
        var views = new ArrayList<SessionView>();
        scene.act(() -> views.addAll(
                queries.sessions(engagement, scene.lea, null, null, 200).items()));
        return views.stream()
                .filter(session -> session.state() != SessionState.CANCELLED)
                .sorted(Comparator.comparing(SessionView::startsAt))
                .toList();
    }

    private <E extends SessionEvent> List<E> told(Class<E> type) {
        return OutboxRows.events(scene.tenant, type);
    }

    private int rows(String table) {
        return Integer.parseInt(ask("select count(*)::text from " + table + " where tenant = ?"));
    }

    private String dump(String table) {
        return String.valueOf(ask("select string_agg(t::text, '|') from " + table + " t where tenant = ?"));
    }

    private String ask(String sql) {
        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, scene.tenant);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
