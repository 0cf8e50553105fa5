package tandem.session.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.ConsentItem;
import tandem.events.ConsentItem.Recipient;
import tandem.events.Purpose;
import tandem.events.SessionEvent.RemovalReported;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.AuditSealService;
import tandem.runtime.visibility.Exposures;
import tandem.session.FakeDirectory;
import tandem.session.People;
import tandem.session.Stage;
import tandem.testing.AppDatabase;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** Notes of sessions: words planted in them are looked for wherever they could have gone. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class NoteResourceTest {
    private static final String CANARY = "Quittenkompott";

    @Inject
    Stage stage;

    @Inject
    AuditSealService sealer;

    private Stage.Scene scene;
    private People people;
    private String session = "";

    @BeforeEach
    void meet() {
        scene = stage.open();
        people = new People(scene);
        session = people.met(scene.coaching);
    }

    @Test
    void opensANoteToItsAuthorAlone() {
        var leas = written(people.lea());
        var carls = written(people.carl());

        open(people.lea(), leas).statusCode(200).body("text", equalTo(CANARY)).body("party", equalTo("LEADER"));
        open(people.carl(), carls).statusCode(200).body("party", equalTo("PROVIDER"));
        open(people.carl(), leas).statusCode(404);
        open(people.lea(), carls).statusCode(404);
        open(people.mona(), leas).statusCode(404);
        open(people.somebody(Roles.HR_PARTNER), leas).statusCode(404);
        open(people.somebody(Roles.STEERING), leas).statusCode(404);
        for (var role : List.of(Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.ANALYST, Roles.DATA_PROTECTION)) {
            open(people.somebody(role), leas).statusCode(403);
        }
    }

    @Test
    void opensOneNoteToOneRecipientUntilTheLeaderTakesItBack() {
        var shared = written(people.carl());
        var kept = written(people.carl());
        allow(Recipient.HR_PARTNER, shared, 4);

        open(people.somebody(Roles.HR_PARTNER), shared)
                .statusCode(200)
                .body("text", equalTo(CANARY))
                .body("consentVersion", equalTo(4));
        open(people.somebody(Roles.HR_PARTNER), kept).statusCode(404);
        open(people.somebody(Roles.STEERING), shared).statusCode(404);
        shared(Roles.HR_PARTNER).body("items.id", contains(shared.toString()));
        shared(Roles.STEERING).body("items", hasSize(0));

        scene.withdraw(scene.lea, Purpose.NOTE_SHARING, 5, item(Recipient.HR_PARTNER, shared));

        open(people.somebody(Roles.HR_PARTNER), shared).statusCode(404);
        shared(Roles.HR_PARTNER).body("items", hasSize(0));
        assertThat(OutboxRows.events(scene.tenant, RemovalReported.class))
                .singleElement()
                .satisfies(report -> assertThat(report.counts()).isEqualTo(Map.of("permissions", 1)));
    }

    @Test
    void letsNobodyButTheLeaderAllowAnything() {
        var note = written(people.carl());
        scene.allow(scene.carl, Purpose.NOTE_SHARING, 1, item(Recipient.HR_PARTNER, note));

        open(people.somebody(Roles.HR_PARTNER), note).statusCode(404);
    }

    @Test
    void keepsTheTwoTracksApartWhateverIsAllowed() {
        var note = written(people.lea());
        for (var recipient : Recipient.values()) {
            allow(recipient, note, 1);
        }

        open(people.carl(), note).statusCode(200);
        open(people.mona(), note).statusCode(404);
        people.mona().get("/v1/engagements/" + scene.coaching + "/notes").then().statusCode(404);
    }

    @Test
    void tellsTheLeaderOfEveryNoteAndAProviderOfThoseItMayOpen() {
        var leas = written(people.lea());
        var carls = written(people.carl());

        heads(people.lea()).body("items.id", containsInAnyOrder(leas.toString(), carls.toString()));
        heads(people.carl()).body("items.id", contains(carls.toString()));

        allow(Recipient.COACH, leas, 1);
        heads(people.carl()).body("items.id", containsInAnyOrder(leas.toString(), carls.toString()));
    }

    @Test
    void writesDownWhoOpenedANoteOfSomebodyElse() {
        var note = written(people.carl());
        allow(Recipient.HR_PARTNER, note, 1);
        open(people.carl(), note).statusCode(200);
        open(people.somebody(Roles.HR_PARTNER), note).statusCode(200);
        sealer.seal();

        people.lea()
                .get("/v1/me/lookups")
                .then()
                .statusCode(200)
                .body("items.what", contains("GET /v1/notes/{note}"))
                .body("items[0].roles", contains(Roles.HR_PARTNER));
    }

    @Test
    void leavesNoWordOfANoteAnywhere() throws SQLException {
        var log = new Heard();
        Logger.getLogger("").addHandler(log);
        try {
            var note = written(people.lea());
            written(people.carl());
            allow(Recipient.HR_PARTNER, note, 1);
            open(people.somebody(Roles.HR_PARTNER), note).statusCode(200);
            open(people.mona(), note).statusCode(404);
            people.lea()
                    .body(Map.of("text", CANARY.repeat(1_000)))
                    .put(path(UUID.randomUUID()))
                    .then()
                    .statusCode(422)
                    .body(not(containsString(CANARY)));
            sealer.seal();
        } finally {
            Logger.getLogger("").removeHandler(log);
        }

        assertThat(log.words).noneMatch(line -> line.contains(CANARY));
        assertThat(tablesWith(CANARY)).isEmpty();
    }

    @Test
    void showsNoWordOfANoteOnAnyOtherRouteToAnybody() {
        written(people.lea());
        written(people.carl());
        var paths = List.of(
                "/v1/sessions/" + session,
                "/v1/sessions/" + session + "/indicators",
                "/v1/engagements/" + scene.coaching + "/sessions",
                "/v1/engagements/" + scene.coaching + "/notes",
                "/v1/engagements/" + scene.coaching + "/action-items",
                "/v1/engagements/" + scene.coaching + "/closing-reviews",
                "/v1/shared-notes",
                "/v1/me/notes",
                "/v1/visibility",
                "/v1/audit",
                "/v1/dead-letters");

        for (var role : Exposures.READERS) {
            for (var path : paths) {
                assertThat(people.somebody(role).get(path).asString())
                        .as(role + " at " + path)
                        .doesNotContain(CANARY);
            }
        }
        for (var path : paths) {
            assertThat(people.mona().get(path).asString()).as(path).doesNotContain(CANARY);
        }
    }

    @Test
    void refusesCiphertextPutInThePlaceOfAnotherNote() throws SQLException {
        var one = written(people.lea());
        var other = written(people.lea());
        update("update notes set content = (select content from notes where id = '" + one + "') where id = '" + other
                + "'");

        open(people.lea(), one).statusCode(200);
        open(people.lea(), other).statusCode(500).body(not(containsString(CANARY)));
    }

    @Test
    void refusesCiphertextUnderAnotherName() throws SQLException {
        var note = written(people.lea());
        written(people.carl());
        update("update notes set author = '" + scene.carl + "' where id = '" + note + "'");

        open(people.carl(), note).statusCode(500).body(not(containsString(CANARY)));
    }

    @Test
    void givesTheAuthorEverythingToTakeAway() {
        var first = written(people.lea());
        var second = written(people.lea());
        written(people.carl());

        people.lea()
                .get("/v1/me/notes")
                .then()
                .statusCode(200)
                .body("items.id", containsInAnyOrder(first.toString(), second.toString()))
                .body("items.text", contains(CANARY, CANARY));
        String next = people.lea().get("/v1/me/notes?limit=1").path("next");
        people.lea().get("/v1/me/notes?cursor=" + next).then().body("items", hasSize(1));
    }

    @Test
    void forgetsWhatAnAuthorWroteWithTheKey() throws SQLException {
        var note = written(people.carl());
        var leas = written(people.lea());

        scene.erase(scene.carl, UUID.randomUUID());

        open(people.carl(), note).statusCode(404);
        open(people.lea(), leas).statusCode(200);
        assertThat(keys()).isEqualTo(1);
    }

    @Test
    void forgetsWhatWasWrittenAboutALeader() throws SQLException {
        var note = written(people.carl());
        written(people.lea());
        var mentoring = people.met(scene.mentoring);
        people.mona()
                .body(Map.of("text", CANARY))
                .put("/v1/sessions/" + mentoring + "/notes/" + UUID.randomUUID())
                .then()
                .statusCode(204);

        scene.erase(scene.lea, UUID.randomUUID());

        open(people.carl(), note).statusCode(404);
        assertThat(count("notes")).isZero();
        assertThat(OutboxRows.events(scene.tenant, RemovalReported.class))
                .singleElement()
                .satisfies(report -> assertThat(report.counts()).containsEntry("notes", 3));
    }

    @Test
    void neverChangesANoteAndRemovesItForItsAuthor() {
        var note = written(people.lea());

        people.lea().body(Map.of("text", CANARY)).put(path(note)).then().statusCode(204);
        people.lea()
                .body(Map.of("text", "something else"))
                .put(path(note))
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/note-written"));
        people.carl().body(Map.of("text", CANARY)).put(path(note)).then().statusCode(409);
        people.carl().delete("/v1/notes/" + note).then().statusCode(404);

        people.lea().delete("/v1/notes/" + note).then().statusCode(204);
        open(people.lea(), note).statusCode(404);
    }

    @Test
    void takesNotesOfItsTwoSidesInBounds() {
        people.mona()
                .body(Map.of("text", CANARY))
                .put(path(UUID.randomUUID()))
                .then()
                .statusCode(404);
        for (int written = 0; written < 20; written++) {
            written(people.lea());
        }
        people.lea()
                .body(Map.of("text", CANARY))
                .put(path(UUID.randomUUID()))
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/notes-full"));
    }

    private UUID written(RequestSpecification by) {
        var note = UUID.randomUUID();
        by.body(Map.of("text", CANARY)).put(path(note)).then().statusCode(204);
        return note;
    }

    private String path(UUID note) {
        return "/v1/sessions/" + session + "/notes/" + note;
    }

    private static ValidatableResponse open(RequestSpecification by, UUID note) {
        return by.get("/v1/notes/" + note).then();
    }

    private ValidatableResponse heads(RequestSpecification by) {
        return by.get("/v1/engagements/" + scene.coaching + "/notes").then().statusCode(200);
    }

    private ValidatableResponse shared(String role) {
        return people.somebody(role).get("/v1/shared-notes").then().statusCode(200);
    }

    private void allow(Recipient recipient, UUID note, long version) {
        scene.allow(scene.lea, Purpose.NOTE_SHARING, version, item(recipient, note));
    }

    private static ConsentItem item(Recipient recipient, UUID note) {
        return new ConsentItem("NOTE", recipient, note);
    }

    /** Every table of the database with the word in a row of it, also as bytes. */
    private static List<String> tablesWith(String word) throws SQLException {
        var found = new ArrayList<String>();
        var hex = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
        try (var connection = AppDatabase.connect();
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var rows = statement.executeQuery("""
                    select format('%I.%I', table_schema, table_name) from information_schema.tables
                     where table_schema in ('public', 'tandem') and table_type = 'BASE TABLE'
                    """)) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            assertThat(tables).contains("public.notes", "tandem.outbox", "tandem.idempotency_key");
            for (var table : tables) {
                try (var rows = statement.executeQuery("select exists (select from " + table
                        + " t where t::text like '%" + word + "%' or t::text like '%" + hex + "%')")) {
                    rows.next();
                    if (rows.getBoolean(1)) {
                        found.add(table);
                    }
                }
            }
        }
        return found;
    }

    private static void update(String sql) throws SQLException {
        try (var connection = AppDatabase.connect();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    private int count(String table) throws SQLException {
        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement("select count(*) from " + table + " where tenant = ?")) {
            statement.setString(1, scene.tenant);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private int keys() throws SQLException {
        return count("tandem.person_key");
    }

    /** Everything that is logged. */
    private static final class Heard extends Handler {
        private final List<String> words = new ArrayList<>();

        @Override
        public synchronized void publish(LogRecord line) {
            words.add(line.getMessage() + " "
                    + List.of(line.getParameters() == null ? new Object[0] : line.getParameters()) + " "
                    + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
