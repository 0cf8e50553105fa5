package tandem.analytics.publication;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.analytics.Story;
import tandem.analytics.ledger.Ledger;
import tandem.events.EngagementId;
import tandem.events.EvidenceTier;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.events.Track;
import tandem.runtime.actor.Roles;
import tandem.runtime.sql.Feed;
import tandem.testing.ProgrammeTimes;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

@QuarkusTest
@WithTestResource(RealParts.class)
class PublicationResourceTest {
    private static final String FRIDAY = "2030-03-01T00:00:00Z";
    private static final String MONDAY_BEFORE = "2030-02-25T00:00:00Z";

    @Inject
    @Feed
    Jdbi feed;

    @Inject
    PublicationJob job;

    private final String tenant = "p" + UUID.randomUUID().toString().substring(0, 8);
    private final Story story = new Story(tenant);
    private final List<PersonId> leaders = new ArrayList<>();

    @BeforeEach
    void moveTime() {
        ProgrammeTimes.moveTo(Instant.parse(FRIDAY));
    }

    private void take(String knownAt) {
        var clock = Clock.fixed(Instant.parse(knownAt), ZoneOffset.UTC);
        var ledger = new Ledger(feed, clock, 5, (handle, record, reason) -> {
            throw new IllegalStateException(reason);
        });
        story.drain().forEach(ledger::takeAgain);
    }

    /** Leaders who met their coach once. */
    private List<EngagementId> met(ProgrammeId programme, int number) {
        var engagements = new ArrayList<EngagementId>();
        for (var i = 0; i < number; i++) {
            leaders.add(story.leader(programme));
            engagements.add(story.engagement(programme, leaders.getLast(), Track.COACHING, "2030-01-07"));
            story.heldSession(engagements.getLast(), "2030-01-08T10:00:00Z", EvidenceTier.BOTH_SIDES);
        }
        return engagements;
    }

    private RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.of(tenant).role(role).sign());
    }

    private String published() {
        return as(Roles.ANALYST)
                .header("Idempotency-Key", UUID.randomUUID())
                .post("/v1/publications")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void tellsTheLastWeekThatIsOver() {
        met(story.programme(5), 6);
        take("2030-02-01T00:00:00Z");

        var id = published();

        as(Roles.BI)
                .get("/v1/publications/" + id)
                .then()
                .statusCode(200)
                .body("occasion", equalTo("ON_DEMAND"))
                .body("asOf", equalTo(MONDAY_BEFORE))
                .body("dataAsOf", equalTo("2030-02-01T00:00:00Z"))
                .body("expiresAt", equalTo("2031-04-05T00:00:00Z"))
                .body("removedSince.erasures", equalTo(0));
        as(Roles.BI).get("/v1/publications").then().statusCode(200).body("items.id", hasItem(id));
    }

    @Test
    void publishesAWeekOnce() {
        met(story.programme(5), 6);
        take("2030-02-01T00:00:00Z");
        var id = published();

        as(Roles.OPERATIONS_OWNER)
                .header("Idempotency-Key", UUID.randomUUID())
                .post("/v1/publications")
                .then()
                .statusCode(200)
                .body("id", equalTo(id));
        job.runUntil(Instant.parse(FRIDAY));

        as(Roles.BI).get("/v1/publications").then().body("items", hasSize(1));
    }

    @Test
    void publishesInTheNightAfterAWeekIsOver() {
        met(story.programme(5), 6);
        take("2030-02-01T00:00:00Z");

        job.runUntil(Instant.parse("2030-03-04T00:30:00Z"));
        job.runUntil(Instant.parse("2030-03-04T01:00:00Z"));

        as(Roles.BI)
                .get("/v1/publications")
                .then()
                .body("items.asOf", equalTo(List.of("2030-03-04T00:00:00Z", MONDAY_BEFORE)))
                .body("items[0].occasion", equalTo("NIGHTLY"));
    }

    @Test
    void forgetsWhatHasExpiredButNeverTheNewest() {
        met(story.programme(5), 6);
        take("2030-02-01T00:00:00Z");
        job.runUntil(Instant.parse(FRIDAY));
        job.runUntil(Instant.parse("2031-06-01T00:00:00Z"));
        job.runUntil(Instant.parse("2031-06-01T06:00:00Z"));

        as(Roles.BI).get("/v1/publications").then().body("items", hasSize(1));
    }

    @Test
    void tellsAnalystsWhatWasPublishedAndThoseWhoRunTheProgrammeWhatIsNow() {
        var programme = story.programme(5);
        met(programme, 6);
        take("2030-02-01T00:00:00Z");
        var id = published();
        met(programme, 6);
        take("2030-02-28T00:00:00Z");

        as(Roles.ANALYST)
                .get("/v1/metrics/attendance")
                .then()
                .body("publication", equalTo(id))
                .body("computedFor", equalTo(MONDAY_BEFORE))
                .body("cells[0].denominator", equalTo(6));
        as(Roles.PROGRAM_LEAD)
                .get("/v1/metrics/attendance")
                .then()
                .body("publication", nullValue())
                .body("cells[0].denominator", equalTo(12));
        as(Roles.PROGRAM_LEAD)
                .get("/v1/metrics/attendance?publication=" + id)
                .then()
                .body("cells[0].denominator", equalTo(6));
    }

    /** Otherwise two questions, before and after somebody rated, would tell the rating. */
    @Test
    void tellsNobodyWhatLeadersAllowButInPublications() {
        var programme = story.programme(5);
        met(programme, 6);
        take("2030-02-01T00:00:00Z");
        var id = published();

        as(Roles.PROGRAM_LEAD).get("/v1/metrics/topics").then().statusCode(200).body("publication", equalTo(id));
    }

    @Test
    void staysOnThePublicationWhilePaging() {
        var programme = story.programme(5);
        var engagements = met(programme, 6);
        engagements.forEach(
                engagement -> story.heldSession(engagement, "2030-01-15T10:00:00Z", EvidenceTier.BOTH_SIDES));
        take("2030-02-01T00:00:00Z");
        var id = published();
        String next = as(Roles.BI)
                .get("/v1/metrics/attendance?grain=week&limit=1")
                .then()
                .body("cells", hasSize(1))
                .body("next", notNullValue())
                .extract()
                .path("next");
        job.runUntil(Instant.parse("2030-03-04T01:00:00Z"));

        as(Roles.BI)
                .get("/v1/metrics/attendance?grain=week&limit=1&cursor=" + next)
                .then()
                .statusCode(200)
                .body("publication", equalTo(id))
                .body("cells[0].week", equalTo("2030-01-14"))
                .body("next", nullValue());
    }

    @Test
    void answersNotModifiedToWhoeverHasItAndSaysHowOldItIs() {
        met(story.programme(5), 6);
        take("2030-02-01T00:00:00Z");
        published();
        var first = as(Roles.BI).get("/v1/metrics/attendance");

        assertThat(first.header("Cache-Control"))
                .contains("private")
                .contains("max-age")
                .doesNotContain("no-store");
        assertThat(first.header("Tandem-Data-As-Of")).isEqualTo("2030-02-01T00:00:00Z");
        assertThat(first.header("Last-Modified")).isNotNull();
        as(Roles.BI)
                .header("If-None-Match", first.header("ETag"))
                .get("/v1/metrics/attendance")
                .then()
                .statusCode(304);
        assertThat(as(Roles.BI).accept("text/csv").get("/v1/metrics/attendance").header("ETag"))
                .isNotEqualTo(first.header("ETag"));
    }

    @Test
    void namesWhatWasTakenBackSince() {
        met(story.programme(5), 6);
        take("2030-02-01T00:00:00Z");
        var id = published();
        story.withdraws(leaders.getFirst(), Purpose.IMPACT, 2);
        take("2030-02-28T00:00:00Z");

        as(Roles.BI).get("/v1/publications/" + id).then().body("removedSince.withdrawals", equalTo(1));
        as(Roles.BI)
                .get("/v1/metrics/attendance?publication=" + id)
                .then()
                .body("removedSince.withdrawals", equalTo(1));
    }

    @Test
    void showsNothingOfOneTenantToAnother() {
        met(story.programme(5), 6);
        take("2030-02-01T00:00:00Z");
        var id = published();
        var stranger = Tokens.of("globex").role(Roles.BI).sign();

        given().auth().oauth2(stranger).get("/v1/publications/" + id).then().statusCode(404);
        given().auth()
                .oauth2(stranger)
                .get("/v1/metrics/attendance?publication=" + id)
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"participant", "provider", "hris", "calendar", "delegate", "data-protection"})
    void refusesPublicationsToWhoeverHasNoBusinessWithThem(String role) {
        as(role).get("/v1/publications").then().statusCode(403);
    }

    @Test
    void offersNoChoiceOfEvidenceInWhatWasPublished() {
        as(Roles.ANALYST)
                .get("/v1/metrics/attendance?minimumEvidence=PLATFORM")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/metric-published-as-agreed"));
    }
}
