package tandem.analytics.pilot;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.analytics.Story;
import tandem.analytics.ledger.Ledger;
import tandem.events.EvidenceTier;
import tandem.events.IntakeEvent.PolicyPublished;
import tandem.events.IntakeEvent.PolicyTerms;
import tandem.events.IntakeEvent.ProgrammeOpened;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.testing.ProgrammeTimes;
import tandem.testing.Tokens;

/** A tenant with a programme in the store and people who run its pilot over HTTP, on 1 March 2030. */
public final class PilotStage {
    public static final Instant NOW = Instant.parse("2030-03-01T00:00:00Z");

    private final Jdbi feed;
    private final String tenant = "p" + UUID.randomUUID().toString().substring(0, 8);
    private final Story story = new Story(tenant);

    public PilotStage(Jdbi feed) {
        this.feed = feed;
        ProgrammeTimes.moveTo(NOW);
    }

    public String tenant() {
        return tenant;
    }

    public Story story() {
        return story;
    }

    /** A programme that began on a Monday, 4 February 2030 for one whose week 4 is running. */
    public ProgrammeId programme(String startsOn) {
        var programme = new ProgrammeId(UUID.randomUUID());
        var start = LocalDate.parse(startsOn);
        story.tell(new ProgrammeOpened(
                programme, "PROMOTION", start, start.plusWeeks(24).minusDays(1), false));
        story.tell(new PolicyPublished(
                programme,
                1,
                "0".repeat(64),
                new PolicyTerms(4, 12, 14, 30, 60, 3, 7, 24, EvidenceTier.ONE_SIDE, 5, "default", null, null, null)));
        return programme;
    }

    /** Takes in what the story told as known at an instant. */
    public void known(String at) {
        var clock = Clock.fixed(Instant.parse(at), ZoneOffset.UTC);
        var ledger = new Ledger(feed, clock, 5, (handle, record, reason) -> {
            throw new IllegalStateException(reason);
        });
        story.drain().forEach(ledger::takeAgain);
    }

    public RequestSpecification as(String role) {
        return as(role, new PersonId(UUID.randomUUID()));
    }

    public RequestSpecification as(String role, PersonId person) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID())
                .auth()
                .oauth2(Tokens.of(tenant).role(role).person(person).sign());
    }

    public ValidatableResponse post(String role, String path, Object body) {
        return as(role).body(body).post(path).then();
    }

    /** A pilot of a programme whose week 4 is running. */
    public ProgrammeId pilot() {
        var programme = programme("2030-02-04");
        known("2030-02-04T00:00:00Z");
        post("program-lead", "/v1/pilots", Map.of("programme", programme.toString()))
                .statusCode(201);
        return programme;
    }

    /** Every number the rulebook leaves open, as strict as it may be. */
    public static Map<String, BigDecimal> numbers() {
        var numbers = new HashMap<String, BigDecimal>();
        PilotTemplate.TWENTY_FOUR_WEEKS.thresholds().stream()
                .filter(bound -> bound.given() == null)
                .forEach(bound -> numbers.put(bound.name(), bound.least()));
        return numbers;
    }

    public ValidatableResponse enter(ProgrammeId programme, Map<String, BigDecimal> numbers) {
        var tag = as("program-lead").get("/v1/pilots/" + programme).header("ETag");
        return as("program-lead")
                .header("If-Match", tag)
                .body(Map.of("thresholds", numbers))
                .put("/v1/pilots/" + programme + "/thresholds")
                .then();
    }
}
