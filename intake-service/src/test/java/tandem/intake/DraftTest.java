package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.IntakeEvent.ServiceDecided;
import tandem.events.Pathway;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.runtime.actor.Roles;
import tandem.testing.AppDatabase;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

/** What a leader fills in, from the first word to the submission. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class DraftTest {

    private static final String DRAFT = "/v1/me/intake-draft";

    private final Company acme = new Company();
    private ProgrammeId programme;
    private PersonId ada;

    @BeforeEach
    void takesPart() {
        programme = acme.opens();
        ada = acme.participant(programme, "E1");
    }

    @Test
    void keepsAnIncompleteDraftAndSaysWhatIsMissing() {
        save(null, Map.of("trigger", "ROLE_CHANGE"))
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("faults.detail", hasItems("required property 'goals' not found"));

        leader().get(DRAFT)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("answers.trigger", equalTo("ROLE_CHANGE"));
    }

    @Test
    void keepsNoHalfOfACharacter() {
        for (var cut : List.of("half \ud83d", "\ude00 half")) {
            save(null, Map.of("problem", cut))
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("/problems/bad-request"))
                    .body("errors[0].pointer", equalTo("/answers"));
        }
    }

    @Test
    void losesNoChangeOfAnotherWindow() {
        save(null, complete());

        save(null, complete()).then().statusCode(428).body("type", equalTo("/problems/revision-missing"));
        save("\"1\"", complete()).then().statusCode(200).header("ETag", "\"2\"");
        save("\"1\"", complete()).then().statusCode(412).body("type", equalTo("/problems/revision-changed"));
        save("W/\"2\"", complete()).then().statusCode(412);
    }

    @Test
    void submitsAndDecides() {
        save(null, complete());

        submit("\"1\"").then().statusCode(201).body("formVersion", equalTo(1)).body("decision", notNullValue());

        leader().get(DRAFT).then().statusCode(404);
        assertThat(OutboxRows.events(acme.tenant(), ServiceDecided.class))
                .singleElement()
                .satisfies(decided -> assertThat(decided.pathway()).isEqualTo(Pathway.COACHING));
    }

    @Test
    void pointsAtEveryAnswerThatDoesNotFit() {
        var answers = complete();
        answers.put("trigger", "BOREDOM");
        answers.put("timeZone", "Mars/Olympus");
        answers.put("goals", List.of(Map.of("text", "x".repeat(2001)), Map.of("codes", List.of("MIND_READING"))));
        answers.put("salary", 12);
        save(null, answers);

        submit("\"1\"")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/answers-refused"))
                .body("errors.pointer", hasItems("/trigger", "/goals/0/text", ""));
        answers.put("trigger", "ROLE_CHANGE");
        answers.remove("salary");
        save("\"1\"", answers)
                .then()
                .body("faults.pointer", hasItems("/timeZone", "/goals/0/text", "/goals/1/codes/0"));
        assertThat(OutboxRows.events(acme.tenant(), ServiceDecided.class)).isEmpty();
    }

    @Test
    void submitsOnlyWhatTheLeaderLastRead() {
        save(null, complete());
        save("\"1\"", complete());

        submit(null).then().statusCode(428);
        submit("\"1\"").then().statusCode(412);
    }

    @Test
    void answersARetriedSubmissionAsTheFirst() {
        save(null, complete());
        var first = submit("\"1\"", "one-key").jsonPath().getString("intake");

        assertThat(submit("\"1\"", "one-key").jsonPath().getString("intake")).isEqualTo(first);
        leader().get("/v1/me/intakes").then().body("items", hasSize(1));
    }

    @Test
    void wantsTheDraftAgainWhenThereIsANewForm() {
        save(null, complete());
        acme.lead().body(FormTest.form()).post("/v1/programmes/" + programme + "/forms");

        submit("\"1\"")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/form-superseded"))
                .body("formVersion", equalTo(2));
        leader().get(DRAFT).then().body("faults.detail", hasItem("required property 'region' not found"));
        var answers = new HashMap<String, Object>(Map.of(
                "trigger", "ROLE_CHANGE", "region", "NORTH", "goals", List.of(Map.of("codes", List.of("DELEGATION")))));
        leader().header("If-Match", "\"1\"")
                .body(Map.of("formVersion", 2, "answers", answers))
                .put(DRAFT)
                .then()
                .body("faults", empty());
        submit("\"2\"").then().statusCode(201);
    }

    @Test
    void countsDraftsBesideWhatWasSubmitted() {
        acme.participant(programme, "E2");
        save(null, complete());

        funnel(1, 0);
        submit("\"1\"");
        funnel(0, 1);
        save(null, complete());
        funnel(0, 1);
    }

    @Test
    void keepsNothingOfADraftInTheClear() throws SQLException {
        var answers = complete();
        answers.put("problem", "CANARYPROBLEM");
        answers.put(
                "goals", List.of(Map.of("text", "CANARYGOAL", "outcome", "CANARYOUTCOME", "codes", List.of("FOCUS"))));
        save(null, answers);
        assertThat(rowsWithCanaries()).isZero();

        submit("\"1\"").then().statusCode(201);

        assertThat(rowsWithCanaries()).isZero();
        assertThat(OutboxRows.of(acme.tenant()).toString()).doesNotContain("CANARY");
    }

    @Test
    void dropsTheDraftOfSomeoneWhoLeavesTheProgramme() {
        save(null, complete());

        acme.consents("E1", Purpose.PROGRAMME, false);

        assertThat(drafts()).isZero();
    }

    @Test
    void dropsTheDraftOfSomeoneWhoIsForgotten() {
        save(null, complete());

        leader().post("/v1/me:erase").then().statusCode(202);

        assertThat(drafts()).isZero();
        save("\"1\"", complete()).then().statusCode(404);
    }

    @Test
    void throwsADraftAway() {
        save(null, complete());

        leader().delete(DRAFT).then().statusCode(428);
        leader().header("If-Match", "\"1\"").delete(DRAFT).then().statusCode(204);
        leader().get(DRAFT).then().statusCode(404);
    }

    @Test
    void showsADraftToItsAuthorAlone() {
        save(null, complete());
        var bo = acme.participant(programme, "E2");

        acme.as(Roles.PARTICIPANT, bo).get(DRAFT).then().statusCode(404);
        acme.lead().get(DRAFT).then().statusCode(403);
    }

    @Test
    void boundsADraft() {
        save(null, Map.of("problem", "x".repeat(70_000))).then().statusCode(413);
    }

    private void funnel(int drafted, int submitted) {
        acme.lead()
                .get("/v1/programmes/" + programme + "/funnel")
                .then()
                .body("enrolled", equalTo(2))
                .body("intakesDrafted", equalTo(drafted))
                .body("intakesSubmitted", equalTo(submitted))
                .body("intakeCompletion", equalTo(submitted / 2f));
    }

    static Map<String, Object> complete() {
        return new HashMap<>(Map.of(
                "trigger", "ROLE_CHANGE",
                "goals", List.of(Map.of("text", "Let go of details.", "codes", List.of("DELEGATION"))),
                "timeZone", "Europe/Berlin"));
    }

    private RequestSpecification leader() {
        return acme.as(Roles.PARTICIPANT, ada);
    }

    private Response save(@Nullable String ifMatch, Map<String, Object> answers) {
        var request = leader().body(Map.of("formVersion", 1, "answers", answers));
        return (ifMatch == null ? request : request.header("If-Match", ifMatch)).put(DRAFT);
    }

    private Response submit(@Nullable String ifMatch) {
        return (ifMatch == null ? leader() : leader().header("If-Match", ifMatch)).post(DRAFT + ":submit");
    }

    private Response submit(String ifMatch, String key) {
        return Company.call(Tokens.of(acme.tenant())
                        .role(Roles.PARTICIPANT)
                        .person(ada)
                        .sign())
                .header("Idempotency-Key", key)
                .header("If-Match", ifMatch)
                .post(DRAFT + ":submit");
    }

    private int drafts() {
        return count("select count(*) from intake_draft where person = '" + ada + "'");
    }

    static int rowsWithCanaries() throws SQLException {
        var total = 0;
        try (var connection = AppDatabase.connect();
                var tables = connection.createStatement().executeQuery("""
                        select table_schema || '.' || table_name from information_schema.tables
                         where table_type = 'BASE TABLE' and table_schema in ('public', 'tandem')""")) {
            while (tables.next()) {
                // bytes are shown in hex: whatever is stored as plain text is found either way
                total += count("select count(*) from " + tables.getString(1)
                        + " t where t::text like '%CANARY%' or t::text like '%43414e415259%'");
            }
        }
        return total;
    }

    private static int count(String sql) {
        try (var connection = AppDatabase.connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
