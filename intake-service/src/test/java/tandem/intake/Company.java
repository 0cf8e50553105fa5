package tandem.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.runtime.actor.Roles;
import tandem.testing.DocumentedProblems;
import tandem.testing.Tokens;

/** A tenant of its own for one test, seen through the public API: its HR system, its programme lead, its people. */
final class Company {

    /** Programme time of the tests: nothing moves it. */
    static final LocalDate HIRED = LocalDate.parse("2020-01-01");

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final PersonId LEAD = new PersonId(UUID.fromString("6c8a1f6e-4b7e-4d0c-9d55-2f1f53a5a001"));
    private static final PersonId LEGAL = new PersonId(UUID.fromString("6c8a1f6e-4b7e-4d0c-9d55-2f1f53a5a002"));

    /** Hash of the document legal signs. */
    static final String DOCUMENT = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private final AtomicInteger events = new AtomicInteger();
    private final String tenant = "company-" + COUNT.incrementAndGet();

    String tenant() {
        return tenant;
    }

    // callers -----------------------------------------------------------------------------------------------------

    RequestSpecification as(String role) {
        return call(Tokens.of(tenant).role(role).client(tenant + "-" + role).sign());
    }

    RequestSpecification as(String role, PersonId person) {
        return call(Tokens.of(tenant).role(role).person(person).sign())
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    RequestSpecification service() {
        return call(Tokens.ofNoTenant()
                        .role(Roles.SERVICE)
                        .client("session-service")
                        .sign())
                .header("Tandem-Tenant", tenant)
                .contentType(ContentType.JSON);
    }

    RequestSpecification lead() {
        return as(Roles.PROGRAM_LEAD, LEAD);
    }

    /** Paths keep their colons: RestAssured would write them as %3A. */
    static RequestSpecification call(String token) {
        return given().filter(new DocumentedProblems())
                .urlEncodingEnabled(false)
                .auth()
                .oauth2(token);
    }

    // events ------------------------------------------------------------------------------------------------------

    Map<String, Object> event(String type, Map<String, Object> data) {
        var event = new HashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", "e-" + events.incrementAndGet());
        event.put("source", "/" + tenant + "/hr");
        event.put("type", type);
        event.put("datacontenttype", "application/json");
        event.put("data", data);
        return event;
    }

    Response send(Map<String, Object> event) {
        return as(Roles.HRIS)
                .contentType("application/cloudevents+json")
                .body(event)
                .post("/v1/events");
    }

    Response send(List<Map<String, Object>> batch) {
        return as(Roles.HRIS)
                .contentType("application/cloudevents-batch+json")
                .body(batch)
                .post("/v1/events");
    }

    /** Posts an event that must be taken. */
    void accepted(String type, Map<String, Object> data) {
        var answer = send(event(type, data));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
    }

    /** The slug of the problem an event is rejected with. */
    String refused(String type, Map<String, Object> data) {
        var answer = send(event(type, data));
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(400, 499);
        return answer.jsonPath().getString("type").substring("/problems/".length());
    }

    static Map<String, Object> employee(String number) {
        var data = new HashMap<String, Object>();
        data.put("employeeNumber", number);
        data.put("givenName", "Given" + number);
        data.put("familyName", "Family" + number);
        data.put("email", number.toLowerCase(Locale.ROOT) + "@example.com");
        data.put("department", "SALES");
        data.put("jobRole", "MANAGER");
        data.put("jobLevel", 3);
        data.put("hiredOn", HIRED.toString());
        data.put("timeZone", "Europe/Berlin");
        data.put("roleRisks", List.of("BUDGET_AUTHORITY"));
        data.put("effectiveOn", "2029-01-01");
        return data;
    }

    void employs(String... numbers) {
        for (var number : numbers) {
            accepted("tandem.hr.employee-upserted.v1", employee(number));
        }
    }

    void consents(String number, Purpose purpose, boolean granted) {
        accepted("tandem.hr.consent-recorded.v1", consent(number, purpose, granted, nextInstant()));
    }

    /** Statements follow each other, all in the past of programme time. */
    Instant nextInstant() {
        return Instant.parse("2026-01-05T09:00:00Z").plusSeconds(events.incrementAndGet());
    }

    static Map<String, Object> consent(String number, Purpose purpose, boolean granted, Instant at) {
        return new HashMap<>(Map.of(
                "employeeNumber",
                number,
                "purpose",
                purpose.name(),
                "granted",
                granted,
                "basis",
                purpose == Purpose.PROGRAMME ? "CONTRACT" : "CONSENT",
                "textVersion",
                "2030-1",
                "language",
                "en",
                "recordedAt",
                at.toString()));
    }

    static Map<String, Object> intake(String number, ProgrammeId programme, String trigger, String... codes) {
        var goals = new ArrayList<Map<String, Object>>();
        for (var code : codes) {
            goals.add(Map.of("codes", List.of(code), "text", "I want to " + code.toLowerCase(Locale.ROOT)));
        }
        return new HashMap<>(Map.of(
                "employeeNumber",
                number,
                "programme",
                programme.toString(),
                "formVersion",
                1,
                "trigger",
                trigger,
                "goals",
                goals,
                "preferences",
                List.of("FEMALE_LEADER"),
                "timeZone",
                "Europe/Berlin",
                "availability",
                List.of(Map.of("day", "MONDAY", "from", "09:00", "to", "12:00")),
                "confidentialityNeedHigh",
                true));
    }

    // programmes --------------------------------------------------------------------------------------------------

    static Map<String, Object> plan() {
        return new HashMap<>(Map.of(
                "name", "Managers who stay",
                "objective", "MANAGER_PERFORMANCE_GAP",
                "problem", "Our new managers in sales lose their best people within the first year.",
                "startsOn", "2026-01-05",
                "endsOn", "2099-06-30",
                "cohortMinimum", 1,
                "cohortMaximum", 40,
                "highTouch", true));
    }

    static Map<String, Object> planUntil(String endsOn) {
        var plan = plan();
        plan.put("endsOn", endsOn);
        return plan;
    }

    /** The policy in force when the programme opened. */
    Map<String, Object> policy(ProgrammeId programme) {
        return lead().get("/v1/programmes/" + programme + "/policies/1")
                .jsonPath()
                .getMap("policy");
    }

    /** The same policy with one value different. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> with(Map<String, Object> policy, String section, String member, Object value) {
        var other = new HashMap<>(policy);
        var changed = new HashMap<>((Map<String, Object>) other.get(section));
        changed.put(member, value);
        other.put(section, changed);
        return other;
    }

    void publishes(ProgrammeId programme, Map<String, Object> policy) {
        var answer = lead().body(policy).post("/v1/programmes/" + programme + "/policies");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    }

    ProgrammeId opens() {
        return opens(plan());
    }

    /** Opens a programme that legal has signed off. */
    ProgrammeId opens(Map<String, Object> plan) {
        var programme = opensUnsigned(plan);
        signsOff(programme);
        return programme;
    }

    void signsOff(ProgrammeId programme) {
        var answer = as(Roles.DATA_PROTECTION, LEGAL)
                .body(Map.of("documentHash", DOCUMENT))
                .post("/v1/programmes/" + programme + "/sign-offs");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    }

    ProgrammeId opensUnsigned(Map<String, Object> plan) {
        var answer = lead().body(plan).post("/v1/programmes");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return ProgrammeId.of(answer.jsonPath().getString("programme"));
    }

    JsonPath enrols(ProgrammeId programme, String... numbers) {
        var answer = lead().body(Map.of("employeeNumbers", List.of(numbers)))
                .post("/v1/programmes/" + programme + "/participants");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    PersonId person(String number) {
        var answer = lead().body(Map.of("employeeNumbers", List.of(number))).post("/v1/directory:find");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return PersonId.of(answer.jsonPath().getString(number));
    }

    /** An employee who takes part. */
    PersonId participant(ProgrammeId programme, String number) {
        employs(number);
        enrols(programme, number);
        return person(number);
    }
}
