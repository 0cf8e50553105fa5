package tandem.session.connection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tandem.events.SessionEvent.SessionCancelled;
import tandem.events.SessionEvent.SessionMoved;
import tandem.runtime.actor.Roles;
import tandem.session.FakeCalendars;
import tandem.session.FakeDirectory;
import tandem.session.Ics;
import tandem.session.Radicale;
import tandem.session.Stage;
import tandem.session.session.SessionQueries;
import tandem.session.session.SessionQueries.SessionView;
import tandem.session.session.SessionService;
import tandem.session.session.SessionState;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

/** A calendar kept on a real CalDAV server, changed there and followed here; with {@code ./tandem test --clients}. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
@WithTestResource(FakeCalendars.class)
@EnabledIfSystemProperty(named = Radicale.WANTED, matches = "false")
class RadicaleTest {
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
    void open() throws IOException, InterruptedException {
        scene = stage.open();
        calendar = Radicale.address(UUID.randomUUID().toString());
        ask("MKCALENDAR", "", "", 201);
    }

    @Test
    void followsAMeetingFromItsMakingToItsDeletion() throws IOException, InterruptedException {
        var start = scene.in(24);
        ask("PUT", "dentist.ics", Ics.request("dentist", 0, start, "dentist@example.net", Stage.LEA), 201);
        connect(Radicale.SECRET).statusCode(200).body("state", equalTo("CONNECTED"));

        ask("PUT", "1.ics", meeting(0, start), 201);
        scene.pass(QUARTER);
        assertThat(view()).extracting(SessionView::state).containsExactly(SessionState.SUGGESTED);
        scene.act(() -> sessions.confirm(scene.lea, view().getFirst().id()));

        ask("PUT", "1.ics", meeting(0, start.plusSeconds(3_600)), 201);
        scene.pass(QUARTER);
        assertThat(OutboxRows.events(scene.tenant, SessionMoved.class))
                .singleElement()
                .satisfies(moved -> assertThat(moved.startsAt()).isEqualTo(start.plusSeconds(3_600)));

        ask("DELETE", "1.ics", "", 200);
        scene.pass(QUARTER);
        assertThat(OutboxRows.events(scene.tenant, SessionCancelled.class)).hasSize(1);
    }

    @Test
    void isNotConnectedWithAnotherSecret() {
        connect("guessed").statusCode(422).body("reason", equalTo("credentials-refused"));
    }

    @Test
    void isNotConnectedToWhatIsNoCalendar() {
        calendar = calendar.substring(0, calendar.lastIndexOf('/', calendar.length() - 2) + 1);

        connect(Radicale.SECRET).statusCode(422).body("reason", equalTo("not-a-calendar"));
    }

    private ValidatableResponse connect(String secret) {
        return given().contentType(ContentType.JSON)
                .auth()
                .oauth2(Tokens.of(scene.tenant)
                        .role(Roles.PARTICIPANT)
                        .person(scene.lea)
                        .sign())
                .body(Map.of("kind", "CALDAV", "address", calendar, "user", Radicale.USER, "secret", secret))
                .post("/v1/me/calendars")
                .then();
    }

    private void ask(String method, String entry, String body, int expected) throws IOException, InterruptedException {
        var login = Base64.getEncoder()
                .encodeToString((Radicale.USER + ":" + Radicale.SECRET).getBytes(StandardCharsets.UTF_8));
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(calendar + entry))
                    .method(method, BodyPublishers.ofString(body.replace("METHOD:REQUEST\n", "")))
                    .header("Authorization", "Basic " + login)
                    .header("Content-Type", "text/calendar")
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(expected);
        }
    }

    private static String meeting(int sequence, Instant start) {
        return Ics.request("uid", sequence, start, Stage.CARL, Stage.LEA);
    }

    private List<SessionView> view() {
        var views = new ArrayList<SessionView>();
        scene.act(() -> views.addAll(
                queries.sessions(scene.coaching, scene.lea, null, null, 200).items()));
        return views;
    }
}
