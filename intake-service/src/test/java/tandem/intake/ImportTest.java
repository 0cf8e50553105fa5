package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.events.IntakeEvent.EmploymentChanged;
import tandem.events.IntakeEvent.EmploymentChanged.Aspect;
import tandem.events.IntakeEvent.EmploymentEnded;
import tandem.intake.csv.ImportJob;
import tandem.runtime.actor.Roles;
import tandem.testing.AppDatabase;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

/** Employees by CSV file. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class ImportTest {

    private static final String HEADER =
            "employee,given_name,family_name,email,supervisor,status,department,role,level,hire_date,date_in_job,last_promotion,termination_date";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Company acme = new Company();

    @Inject
    ImportJob job;

    @Test
    void takesAFileWhateverTheOrderOfItsRows() {
        var done = taken(
                "2029-01-02",
                file(
                        row("E1", "BOSS", "A", 3, ""),
                        row("BOSS", "", "A", 5, ""),
                        row("GONE", "BOSS", "T", 2, "2028-12-31")));

        assertThat(done.getString("state")).isEqualTo("DONE");
        assertThat(done.getInt("rows")).isEqualTo(3);
        assertThat(done.getInt("added")).isEqualTo(3);
        assertThat(done.getList("absent")).isEqualTo(List.of("time_zone", "role_risks"));
        assertThat(acme.person("GONE")).isNotNull();
    }

    @Test
    void knowsTheFileThatWasUploadedLast() {
        var first = taken("2029-01-02", file(row("E1", "", "A", 3, ""))).getString("id");

        var again = upload("?effectiveOn=2029-01-02", file(row("E1", "", "A", 3, "")));

        again.then().statusCode(200).body("id", equalTo(first));
    }

    @Test
    void tellsAChangeOnceAndNothingForTheSameAgain() {
        taken("2029-01-02", file(row("E1", "", "A", 3, "")));
        acme.enrols(acme.opens(), "E1");

        var promoted = taken("2029-01-03", file(row("E1", "", "A", 4, "")));
        var same = taken("2029-01-04", file(row("E1", "", "A", 4, "")));
        var away = taken("2029-01-05", file(row("E1", "", "L", 4, "")));
        var gone = taken("2029-01-06", file(row("E1", "", "T", 4, "2029-01-05")));

        assertThat(promoted.getInt("changed")).isOne();
        assertThat(same.getInt("same")).isOne();
        assertThat(away.getInt("changed")).isOne();
        assertThat(gone.getInt("changed")).isOne();
        assertThat(OutboxRows.events(acme.tenant(), EmploymentChanged.class))
                .extracting(EmploymentChanged::changed)
                .containsExactly(java.util.Set.of(Aspect.LEVEL), java.util.Set.of(Aspect.LEAVE));
        assertThat(OutboxRows.events(acme.tenant(), EmploymentEnded.class)).hasSize(1);
    }

    @Test
    void onlySaysWhatADryRunWouldComeTo() {
        var dry = done(upload(
                "?dryRun=true&effectiveOn=2029-01-02", file(row("E1", "", "A", 3, ""), row("E2", "", "X", 3, ""))));

        assertThat(dry.getBoolean("dryRun")).isTrue();
        assertThat(dry.getInt("added")).isOne();
        assertThat(dry.getInt("refused")).isOne();
        assertThat(taken("2029-01-02", file(row("E1", "", "A", 3, ""))).getInt("added"))
                .isOne();
    }

    @Test
    void reportsEveryFlawWithItsLineAndColumn() {
        var file = file(
                        row("E1", "", "A", 3, ""),
                        row("E2", "", "X", 99, ""),
                        row("E1", "", "A", 4, ""),
                        "E4,too,short",
                        row("E5", "", "T", 3, ""),
                        row("E6", "", "A", 3, "2020-01-01"),
                        row("E7", "", "A", 3, "31.12.2028"))
                .replace("level", "=level");

        var done = done(upload("?effectiveOn=2029-01-02&map=level:" + encoded("=level"), file));
        var report = as().get("/v1/hr-imports/" + done.getString("id") + "/errors");

        assertThat(done.getInt("added")).isOne();
        assertThat(done.getInt("refused")).isEqualTo(6);
        report.then()
                .statusCode(200)
                .contentType("text/csv")
                .header("Content-Disposition", containsString("attachment"))
                .body(containsString("3,status,status,invalid,\"is T, A or L\""))
                .body(containsString("4,employee,employee,employee-twice"))
                .body(containsString("5,,,file-not-csv"))
                .body(containsString("6,termination_date"))
                .body(containsString("7,termination_date"))
                .body(containsString("8,termination_date"));
        assertThat(done(upload(
                                "?effectiveOn=2029-01-03&map=level:" + encoded("=level"),
                                file.replace(",99,", ",ninety,").replace(",X,", ",A,")))
                        .getInt("refused"))
                .isEqualTo(6);
    }

    @Test
    void guardsTheReportAgainstFormulas() {
        var file = file(row("E1", "", "A", 3, ""))
                .replace(",level,", ",=HYPERLINK(1),")
                .replace(",3,", ",three,");

        var done = done(upload("?effectiveOn=2029-01-02&map=level:" + encoded("=HYPERLINK(1)"), file));

        as().get("/v1/hr-imports/" + done.getString("id") + "/errors")
                .then()
                .body(containsString("level,'=HYPERLINK(1),invalid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", "|"})
    void takesOtherSeparatorsAndAByteOrderMark(String separator) {
        var file = "\uFEFF" + file(row("E1", "", "A", 3, "")).replace(",", separator);

        assertThat(taken("2029-01-02", file).getInt("added")).isOne();
    }

    @Test
    void takesColumnsOfOtherNamesAndDatesOfOtherForms() {
        var file = file(row("E1", "", "A", 3, ""))
                .replace("employee,", "Personalnummer,")
                .replace("2020-01-01", "01.01.2020");

        var done = done(upload("?effectiveOn=2029-01-02&dateFormat=dd.MM.yyyy&map=employee:Personalnummer", file));

        assertThat(done.getInt("added")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one,two\n1,2\n", "employee\nE1\n", "employee,employee_id,given_name\n"})
    void refusesAHeaderItCannotUse(String file) {
        upload("", file).then().statusCode(422).body("type", equalTo("/problems/file-header"));
    }

    /** Spreadsheets leave a separator behind where a column once was. */
    @Test
    void takesNoColumnWithoutANameForAField() {
        var trailing = file(row("E1", "", "A", 3, "")).replaceAll("(?m)$", ",").replaceAll("\n,$", "\n");

        var done = taken("2029-01-02", trailing);

        assertThat(done.getString("state")).isEqualTo("DONE");
        assertThat(done.getInt("added")).isOne();
        as().get("/v1/hr-imports/fields")
                .then()
                .statusCode(200)
                .body("find { it.name == 'department' }.otherNames", empty())
                .body("otherNames.flatten()", not(hasItem("")));
    }

    @Test
    void refusesAFileThatIsNotUtf8() {
        var bytes = file(row("E1", "", "A", 3, "")).replace("GivenE1", "Zoë").getBytes(StandardCharsets.ISO_8859_1);

        upload("", bytes).then().statusCode(422).body("type", equalTo("/problems/file-not-utf8"));
        upload("", file(row("E1", "", "A", 3, "")).getBytes(StandardCharsets.UTF_16))
                .then()
                .statusCode(422);
    }

    @Test
    void saysWhereAQuoteDoesNotEnd() {
        var file = file(
                row("E1", "", "A", 3, ""),
                row("E2", "", "A", 3, "").replace("GivenE2", "\"Given"),
                row("E3", "", "A", 3, ""));

        var done = done(upload("?effectiveOn=2029-01-02", file));

        assertThat(done.getInt("added") + done.getInt("refused")).isLessThan(3);
        assertThat(done.getInt("added")).isOne();
        assertThat(done.getString("state").equals("FAILED") || done.getInt("refused") == 1)
                .isTrue();
    }

    @Test
    void goesOnWhereAKilledProcessWas() throws SQLException {
        var before = taken("2029-01-02", file(row("E0", "", "A", 3, ""))).getString("id");
        // somebody is at an older file, so this one waits
        set(before, "state = 'RUNNING', touched = clock_timestamp()");
        var rows = IntStream.range(0, 1_200)
                .mapToObj(i -> row("E" + i, "", "A", 3, ""))
                .toArray(String[]::new);
        var killed = upload("?effectiveOn=2029-01-03", file(rows)).jsonPath().getString("id");
        // as a process leaves it that was killed after its first block, long ago
        set(killed, "state = 'RUNNING', rows_read = 500, touched = clock_timestamp() - interval '1 hour'");
        set(before, "state = 'DONE'");

        job.run();

        var done = await(killed);
        assertThat(done.getString("state")).isEqualTo("DONE");
        assertThat(done.getInt("rows")).isEqualTo(1_200);
        assertThat(done.getInt("added")).isEqualTo(700);
    }

    @Test
    void refusesAFileOfUnknownLengthOnceItIsTooLarge() throws IOException, InterruptedException {
        var lines = new byte[64 * 1024 * 1024];
        Arrays.fill(lines, (byte) '\n');
        var file = new SequenceInputStream(
                new ByteArrayInputStream((HEADER + "\n").getBytes(StandardCharsets.UTF_8)),
                new ByteArrayInputStream(lines));

        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/hr-imports"))
                            .header(
                                    "Authorization",
                                    "Bearer "
                                            + Tokens.of(acme.tenant())
                                                    .role(Roles.HRIS)
                                                    .sign())
                            .header("Content-Type", "text/csv")
                            .POST(BodyPublishers.ofInputStream(() -> file))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("/problems/file-too-large");
        }
        as().get("/v1/hr-imports").then().body("items.size()", equalTo(0));
    }

    @Test
    void blamesNoRowForWhatPasses() throws SQLException {
        var before = taken("2029-01-02", file(row("E0", "", "A", 3, ""))).getString("id");
        set(before, "state = 'RUNNING', touched = clock_timestamp()");
        var stuck = upload("?effectiveOn=2029-01-03", file(row("E1", "", "A", 3, ""), row("E2", "", "A", 3, "")))
                .jsonPath()
                .getString("id");
        set(before, "state = 'DONE'");
        execute("""
                create function no_space_left() returns trigger language plpgsql as
                    $$ begin raise exception 'no space' using errcode = '53100'; end $$""");
        execute("create trigger disk_full before insert on employment_history for each row when (new.tenant = '"
                + acme.tenant() + "') execute function no_space_left()");
        try {
            job.run();
        } finally {
            execute("drop function no_space_left() cascade");
        }

        as().get("/v1/hr-imports/" + stuck)
                .then()
                .body("state", equalTo("RUNNING"))
                .body("rows", equalTo(0))
                .body("refused", equalTo(0));
        assertThat(as().get("/v1/hr-imports/" + stuck + "/errors").asString().lines())
                .hasSize(1);

        set(stuck, "touched = clock_timestamp() - interval '1 hour'");
        job.run();

        assertThat(await(stuck).getInt("added")).isEqualTo(2);
    }

    @Test
    void letsOnlyHrUpload() {
        acme.as(Roles.PROGRAM_LEAD)
                .contentType("text/csv")
                .body("employee\n")
                .post("/v1/hr-imports")
                .then()
                .statusCode(403);
        as().contentType("application/json")
                .body("{}")
                .post("/v1/hr-imports")
                .then()
                .statusCode(415);
    }

    @Test
    void showsNoImportOfAnotherTenant() {
        var id = taken("2029-01-02", file(row("E1", "", "A", 3, ""))).getString("id");
        var globex = new Company();

        globex.as(Roles.HRIS).get("/v1/hr-imports/" + id).then().statusCode(404);
        globex.as(Roles.HRIS).get("/v1/hr-imports/" + id + "/errors").then().statusCode(404);
        globex.as(Roles.HRIS).get("/v1/hr-imports").then().body("items.size()", equalTo(0));
    }

    @Test
    void publishesItsFields() {
        var names = as().get("/v1/hr-imports/fields").jsonPath().getList("name", String.class);

        assertThat(names).startsWith("employee").contains("supervisor", "status", "date_in_job", "last_promotion");
        assertThat(Stream.of(HEADER.split(","))).isSubsetOf(names);
    }

    // -----------------------------------------------------------------------------------------------------------------

    private static String row(String number, String supervisor, String status, int level, String left) {
        return String.join(
                ",",
                number,
                "Given" + number,
                "Family" + number,
                number.toLowerCase(java.util.Locale.ROOT) + "@example.com",
                supervisor,
                status,
                "Sales",
                "Manager",
                Integer.toString(level),
                "2020-01-01",
                "",
                "",
                left);
    }

    private static String file(String... rows) {
        return Stream.concat(Stream.of(HEADER), Stream.of(rows)).collect(Collectors.joining("\n", "", "\n"));
    }

    private RequestSpecification as() {
        return acme.as(Roles.HRIS)
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    }

    private Response upload(String query, String file) {
        return upload(query, file.getBytes(StandardCharsets.UTF_8));
    }

    private Response upload(String query, byte[] file) {
        return as().contentType("text/csv").body(file).post("/v1/hr-imports" + query);
    }

    private JsonPath taken(String effectiveOn, String file) {
        return done(upload("?effectiveOn=" + effectiveOn, file));
    }

    private JsonPath done(Response accepted) {
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
        return await(accepted.jsonPath().getString("id"));
    }

    private JsonPath await(String id) {
        var deadline = System.nanoTime() + SOON.toNanos();
        while (true) {
            var import_ = as().get("/v1/hr-imports/" + id).jsonPath();
            if (import_.getString("finishedAt") != null) {
                return import_;
            }
            assertThat(System.nanoTime()).as(import_.prettify()).isLessThan(deadline);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void set(String id, String what) throws SQLException {
        try (var connection = AppDatabase.connect();
                var statement =
                        connection.prepareStatement("update hr_import set " + what + " where id = cast(? as uuid)")) {
            statement.setString(1, id);
            assertThat(statement.executeUpdate()).isOne();
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = AppDatabase.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
