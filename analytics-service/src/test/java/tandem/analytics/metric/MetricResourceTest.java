package tandem.analytics.metric;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.analytics.Story;
import tandem.analytics.ledger.Ledger;
import tandem.analytics.ledger.LedgerService;
import tandem.events.EngagementId;
import tandem.events.EvidenceTier;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.events.Track;
import tandem.local.Service;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.AuditSealService;
import tandem.runtime.failure.DeadLetters;
import tandem.runtime.sql.Feed;
import tandem.testing.ProblemDocs;
import tandem.testing.ProgrammeTimes;
import tandem.testing.RealParts;
import tandem.testing.TenancyRules;
import tandem.testing.Tokens;
import tandem.testing.VisibilityRules;

@QuarkusTest
@WithTestResource(RealParts.class)
class MetricResourceTest {
    private static final String TRAIL = "GET /v1/audit";
    private static final String UNMATCHED = "GET /v1/programmes/{programme}/session-links/unmatched";
    private static final Set<String> INSIDE = Set.of(Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER);
    private static final Set<String> ROUTES =
            Set.of("GET /v1/metrics/{name}", "GET /v1/metrics/{name} as text/csv", UNMATCHED, TRAIL);

    @Inject
    DeadLetters letters;

    @Inject
    AuditSealService sealer;

    @Inject
    @Feed
    Jdbi feed;

    private final String tenant = "m" + UUID.randomUUID().toString().substring(0, 8);
    private final Story story = new Story(tenant);

    @BeforeEach
    void moveTime() {
        ProgrammeTimes.moveTo(Instant.parse("2030-03-01T00:00:00Z"));
    }

    private void take(String knownAt) {
        var clock = Clock.fixed(Instant.parse(knownAt), ZoneOffset.UTC);
        var ledger = new Ledger(feed, clock, 7, (handle, record, reason) -> {
            throw new IllegalStateException(reason);
        });
        story.drain().forEach(ledger::takeAgain);
    }

    /** Six coached leaders with a held session, one of them with a missed one. */
    private ProgrammeId six() {
        var programme = story.programme(5);
        var engagements = new ArrayList<EngagementId>();
        for (var i = 0; i < 6; i++) {
            engagements.add(story.engagement(programme, story.leader(programme), Track.COACHING, "2030-01-07"));
            story.heldSession(engagements.getLast(), "2030-01-08T10:00:00Z", EvidenceTier.BOTH_SIDES);
        }
        var last = engagements.getLast();
        story.missed(last, story.session(last, "2030-01-09T10:00:00Z"), "2030-01-09T10:00:00Z");
        take("2030-02-01T00:00:00Z");
        return programme;
    }

    /** Reads what is now, as those who run programmes do. */
    private RequestSpecification owner(String of) {
        return given().auth().oauth2(Tokens.of(of).role(Roles.OPERATIONS_OWNER).sign());
    }

    @Test
    void listsEveryMetricWithItsFormula() {
        owner(tenant)
                .get("/v1/metrics")
                .then()
                .statusCode(200)
                .body("metrics", hasSize(MetricCatalog.all().size()))
                .body("metrics.name", hasItem("attendance"))
                .body("metrics.find { it.name == 'completion' }.rule", equalTo("C11, R99"));
    }

    @Test
    void answersWithFigureMomentAndVersion() {
        var programme = six();

        owner(tenant)
                .get("/v1/metrics/attendance?grain=programme")
                .then()
                .statusCode(200)
                .body("version", equalTo(1))
                .body("dataAsOf", equalTo("2030-02-01T00:00:00Z"))
                .body("computedFor", equalTo("2030-03-01T00:00:00Z"))
                .body("cells", hasSize(1))
                .body("cells[0].programme", equalTo(programme.toString()))
                .body("cells[0].value", equalTo(0.857143f))
                .body("cells[0].numerator", equalTo(6))
                .body("cells[0].denominator", equalTo(7))
                .body("cells[0].n", equalTo("6"))
                .body("removedSince", nullValue());
    }

    @Test
    void saysThatACellIsSuppressedAndNothingElseAboutIt() {
        var programme = story.programme(5);
        story.heldSession(
                story.engagement(programme, story.leader(programme), Track.COACHING, "2030-01-07"),
                "2030-01-08T10:00:00Z",
                EvidenceTier.BOTH_SIDES);
        take("2030-02-01T00:00:00Z");

        owner(tenant)
                .get("/v1/metrics/attendance")
                .then()
                .statusCode(200)
                .body("cells[0].suppressed", equalTo(true))
                .body("cells[0].n", equalTo("<5"))
                .body("cells[0].value", nullValue())
                .body("cells[0].numerator", nullValue())
                .body("cells[0].denominator", nullValue());
    }

    @Test
    void explainsWithCountsAndNoEvents() {
        six();

        owner(tenant)
                .get("/v1/metrics/attendance?explain=true")
                .then()
                .statusCode(200)
                .body("explain.eventsByType.find { it.type == 'tandem.session.session-held.v1' }.events", equalTo("6"))
                .body(
                        "explain.eventsByType.find { it.type == 'tandem.session.session-missed.v1' }.events",
                        equalTo("<5"))
                .body("explain.rule", equalTo("C11"))
                .body("checksum.length()", equalTo(64));
    }

    @Test
    void answersAsKnownThenAndNamesWhatWasRemovedSince() {
        var programme = six();
        var before = owner(tenant)
                .get("/v1/metrics/attendance?asOf=2030-02-10T00:00:00Z")
                .jsonPath();
        var leader = story.leader(programme);
        var engagement = story.engagement(programme, leader, Track.COACHING, "2030-01-07");
        story.heldSession(engagement, "2030-01-10T10:00:00Z", EvidenceTier.BOTH_SIDES);
        story.withdraws(leader, Purpose.IMPACT, 2);
        take("2030-02-20T00:00:00Z");

        var after = owner(tenant)
                .get("/v1/metrics/attendance?asOf=2030-02-10T00:00:00Z")
                .jsonPath();

        assertThat(after.getString("checksum")).isEqualTo(before.getString("checksum"));
        assertThat(after.getInt("cells[0].denominator")).isEqualTo(7);
        assertThat(after.getInt("removedSince.withdrawals")).isEqualTo(1);
        assertThat(owner(tenant).get("/v1/metrics/attendance").jsonPath().getInt("cells[0].denominator"))
                .isEqualTo(8);
    }

    @Test
    void tellsTheSameInCsv() {
        var programme = six();

        var csv = owner(tenant)
                .accept("text/csv")
                .get("/v1/metrics/attendance?grain=track&programme=" + programme)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .extract()
                .asString();

        assertThat(csv.split("\r\n"))
                .containsExactly(
                        "metric,version,programme,track,week,value,numerator,denominator,n,suppressed,kind,medianSeconds,p95Seconds,dataAsOf",
                        "attendance,1," + programme + ",COACHING,,0.857143,6,7,6,false,,,,2030-02-01T00:00:00Z");
    }

    @Test
    void showsNothingOfOneTenantToAnother() {
        six();

        owner("globex").get("/v1/metrics/attendance").then().statusCode(200).body("cells", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "attendance?grain=decade,400,bad-request",
        "attendance?programme=1' or '1'='1,400,bad-request",
        "attendance?track=SAILING,400,bad-request",
        "attendance?asOf=yesterday,400,bad-request",
        "attendance?asOf=2031-01-01T00:00:00Z,422,as-of-future",
        "funnel?grain=track,422,metric-grain",
        "heroism,404,not-found",
        "cell,404,not-found"
    })
    void refusesWhatCannotBeAsked(String question, int status, String problem) {
        owner(tenant)
                .get("/v1/metrics/" + question)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + problem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"participant", "provider", "hris", "calendar", "delegate", "data-protection"})
    void refusesFiguresToWhoeverHasNoBusinessWithThem(String role) {
        given().auth()
                .oauth2(Tokens.of(tenant).role(role).person(UUID.randomUUID()).sign())
                .get("/v1/metrics/attendance")
                .then()
                .statusCode(403);
    }

    @Test
    void refusesACallerWithoutAToken() {
        given().get("/v1/metrics").then().statusCode(401);
    }

    @Test
    void tellsParticipantsWhatIsHeldAboutThem() {
        var programme = story.programme(5);
        var leader = story.leader(programme);
        var engagement = story.engagement(programme, leader, Track.COACHING, "2030-01-07");
        story.heldSession(engagement, "2030-01-08T10:00:00Z", EvidenceTier.BOTH_SIDES);
        story.kpi(programme, leader, "3");
        take("2030-02-01T00:00:00Z");

        given().auth()
                .oauth2(Tokens.of(tenant).role("participant").person(leader).sign())
                .get("/v1/visibility")
                .then()
                .statusCode(200)
                .body("held.find { it.what == 'sessions' }.count", equalTo(1))
                .body("held.find { it.what == 'kpis' }.count", equalTo(1))
                .body("held.find { it.what == 'outcomes' }", nullValue())
                .body("leastPeople", equalTo(5));
    }

    @ParameterizedTest
    @FieldSource("tandem.runtime.visibility.Exposures#READERS")
    void showsEmployersTheFiguresTheLensNames(String role) {
        var programme = six();
        replaysALetter();
        fiveTakeMatchingBack();
        publish();
        var lens = VisibilityRules.lens(visibility(), role);

        for (var route : ROUTES) {
            var named = lens.get(route);
            VisibilityRules.compare(
                    role,
                    route,
                    // who reads what was published has no choice of evidence, and gets that field empty
                    named == null || INSIDE.contains(role)
                            ? named
                            : named.stream()
                                    .filter(field -> !field.equals("asked.minimumEvidence"))
                                    .toList(),
                    carried(role, route, programme));
        }
    }

    @Test
    void namesEveryRouteAndEveryFigureInTheLens() {
        var visibility = visibility();

        assertThat(VisibilityRules.routes(visibility)).isEqualTo(ROUTES);
        VisibilityRules.check("tandem.analytics", ROUTES);
        assertThat(JsonPath.from(visibility).getList("aggregates.metric", String.class))
                .containsExactlyElementsOf(
                        MetricCatalog.all().stream().map(Metric::name).toList());
    }

    private void publish() {
        owner(tenant)
                .header("Idempotency-Key", UUID.randomUUID())
                .post("/v1/publications")
                .then()
                .statusCode(201);
    }

    /** Of the same kind, reported by everybody, so that a time is told. */
    private void fiveTakeMatchingBack() {
        var programme = story.programme(5);
        for (var i = 0; i < 5; i++) {
            var leader = story.leader(programme);
            var removal = story.withdraws(leader, Purpose.MATCHING, 2);
            for (var service : Service.values()) {
                story.reports(service, leader, removal);
            }
        }
        take("2030-02-02T00:00:00Z");
    }

    /** The one thing people do here besides reading, and with it an entry of the trail. */
    private void replaysALetter() {
        var other = new Story(tenant);
        other.programme(5);
        letters.quarantine(LedgerService.CONSUMER, other.records().getFirst(), "for the test");
        var owner = Tokens.of(tenant).role(Roles.OPERATIONS_OWNER).person(UUID.randomUUID());
        String letter =
                given().auth().oauth2(owner.sign()).get("/v1/dead-letters").path("items[0].id");
        given().urlEncodingEnabled(false)
                .auth()
                .oauth2(owner.sign())
                .post("/v1/dead-letters/" + letter + ":replay")
                .then()
                .statusCode(204);
        sealer.seal();
    }

    /** All questions that bring out a field: each grain, one programme, an evidence, an instant, an explanation. */
    private Set<String> carried(String role, String route, ProgrammeId programme) {
        var fields = new TreeSet<String>();
        if (route.equals(TRAIL) || route.equals(UNMATCHED)) {
            var answer = given().auth()
                    .oauth2(Tokens.of(tenant)
                            .role(role)
                            .person(UUID.randomUUID())
                            .sign())
                    .get(route.substring("GET ".length()).replace("{programme}", programme.toString()));
            return answer.statusCode() == 200 ? VisibilityRules.fields(answer.asString()) : Set.of();
        }
        for (var question : List.of(
                "attendance?grain=programme",
                "attendance?grain=track&track=COACHING&minimumEvidence=ONE_SIDE&explain=true",
                "attendance?grain=track&track=COACHING&explain=true",
                "attendance?grain=week&asOf=2030-02-10T00:00:00Z",
                "funnel?grain=programme&limit=1&publication=" + newest(),
                "funnel?grain=programme",
                "removal_latency?grain=kind")) {
            var caller = given().auth()
                    .oauth2(Tokens.of(tenant)
                            .role(role)
                            .person(UUID.randomUUID())
                            .sign());
            if (route.endsWith("as text/csv")) {
                var answer = caller.accept("text/csv").get("/v1/metrics/" + question);
                if (answer.statusCode() == 200) {
                    fields.addAll(List.of(answer.asString().split("\r\n", 2)[0].split(",", -1)));
                }
            } else {
                var answer = caller.get("/v1/metrics/" + question);
                if (answer.statusCode() == 200) {
                    fields.addAll(VisibilityRules.fields(answer.asString()));
                }
            }
        }
        return fields;
    }

    private String newest() {
        return owner(tenant).get("/v1/publications").path("items[0].id");
    }

    private String visibility() {
        return given().auth()
                .oauth2(Tokens.of(tenant)
                        .role(Roles.PARTICIPANT)
                        .person(UUID.randomUUID())
                        .sign())
                .get("/v1/visibility")
                .asString();
    }

    @Test
    void fencesEveryTable() {
        TenancyRules.check();
    }

    @Test
    void documentsItsProblems() {
        ProblemDocs.check("tandem.analytics", "analytics-service");
    }

    @Test
    void answersEveryMetricAtEveryGrain() {
        six();

        for (var metric : MetricCatalog.all()) {
            for (var grain : metric.grains()) {
                owner(tenant)
                        .get("/v1/metrics/" + metric.name() + "?grain=" + grain)
                        .then()
                        .statusCode(200);
            }
        }
    }
}
