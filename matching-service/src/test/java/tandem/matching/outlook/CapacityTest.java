package tandem.matching.outlook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.IntakeEvent.EmploymentEnded;
import tandem.events.IntakeEvent.ProgrammeOpened;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.Stage;
import tandem.matching.agreement.AgreementService;
import tandem.matching.capacity.Forecast;
import tandem.matching.capacity.Verdict;
import tandem.matching.capacity.Verdict.Finding;
import tandem.matching.capacity.Verdict.Reason;
import tandem.matching.engagement.EngagementService;
import tandem.matching.outlook.CapacityQueries.TrackView;
import tandem.matching.outlook.CapacityQueries.WhatIf;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.time.ProgrammeTime;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

/** The capacity plan on real tables: what is counted, what is expected, and that asking "what if" changes nothing. */
@QuarkusTest
@WithTestResource(RealParts.class)
class CapacityTest {

    @Inject
    Stage stage;

    @Inject
    CapacityQueries queries;

    @Inject
    ForecastService forecasts;

    @Inject
    AgreementService agreements;

    @Inject
    EngagementService engagements;

    @Inject
    @ProgrammeTime
    Clock clock;

    private Stage.Scene scene;
    private PersonId provider;

    /** A year of its own around today, a coach who is a mentor too, with two seats. */
    @BeforeEach
    void open() {
        scene = stage.open();
        scene.hear(new ProgrammeOpened(
                scene.programme, "LEADERSHIP_PIPELINE", today().minusMonths(1), today().plusMonths(5), true));
        provider = scene.provider(2, "DATA_STRATEGY");
    }

    @Test
    void countsSeatsAndWhoNeedsThem() {
        started(scene.leader(Track.COACHING));
        scene.approved(scene.leader(Track.COACHING), Track.COACHING);
        scene.run(scene.leader(Track.COACHING), Track.COACHING);
        scene.leader(Track.COACHING);
        scene.leader(Track.MENTORING);

        var coaching = track(Track.COACHING);

        assertThat(coaching.population()).isEqualTo(4);
        assertThat(coaching.providers()).isOne();
        assertThat(coaching.seats()).isEqualTo(2);
        assertThat(coaching.taken()).isEqualTo(2);
        assertThat(coaching.free()).isZero();
        assertThat(coaching.unserved()).isEqualTo(2);
        assertThat(coaching.waiting()).isOne();
        assertThat(coaching.oldestWaitDays()).isZero();
        assertThat(coaching.ratio()).isEqualByComparingTo("20");
        assertThat(coaching.verdicts())
                .containsExactly(
                        new Verdict("R61", Finding.FITS, Reason.POOL_IN_RANGE, 1, 1, 1),
                        new Verdict("R63", Finding.TOO_FEW, Reason.SEATS_LACKING, 0, 2, null));
        assertThat(track(Track.MENTORING).verdicts())
                .contains(new Verdict("R62", Finding.FITS, Reason.MENTORS_SUFFICE, 1, 1, null));
    }

    @Test
    void capsTheSeatsOfAMentorInAHighTouchCohort() {
        scene.provider(10, "DATA_STRATEGY");

        assertThat(track(Track.MENTORING).seats()).isEqualTo(2 + 3);
        assertThat(track(Track.COACHING).seats()).isEqualTo(2 + 10);
    }

    @Test
    void expectsWhoComesAfterTheSprintAndTheSeatsThatEnd() {
        var sequence = scene.leader(Track.COACHING, Track.MENTORING);
        started(sequence);
        int due = Forecast.week(today().plusMonths(3).minusWeeks(4), today());

        assertThat(track(Track.MENTORING).unserved()).isZero();
        assertThat(track(Track.MENTORING).forecast().weeks().get(due).arriving())
                .isOne();
        assertThat(track(Track.COACHING).forecast().weeks())
                .allSatisfy(week -> assertThat(week.arriving()).isZero());
    }

    @Test
    void forgetsWhoLeaves() {
        var leader = scene.leader(Track.COACHING);
        assertThat(track(Track.COACHING).population()).isOne();

        scene.hear(new EmploymentEnded(leader, today().plusDays(3)));

        assertThat(track(Track.COACHING).population()).isZero();
        assertThat(track(Track.COACHING).verdicts())
                .extracting(Verdict::reason)
                .containsExactly(Reason.NOBODY_TO_SERVE, Reason.SEATS_SUFFICE);
    }

    @Test
    void countsNobodyWhoCannotBeProposed() {
        scene.candidate(Stage.somebody(), ProviderType.INTERNAL, Set.of(Track.COACHING), 5, "BUDGETING");

        assertThat(track(Track.COACHING).providers()).isOne();
    }

    @Test
    void asksWhatIfAndWritesNothing() {
        IntStream.range(0, 5).forEach(n -> scene.leader(Track.COACHING));
        var before = track(Track.COACHING);
        assertThat(before.forecast().lacking()).isEqualTo(3);

        var more = simulated(new WhatIf(Track.COACHING, 1, 3, 0, 0));
        var wave = simulated(new WhatIf(Track.COACHING, 1, 3, 10, 2));

        assertThat(more.forecast().lacking()).isZero();
        assertThat(more.free()).isEqualTo(5);
        assertThat(wave.forecast().weeks().get(1).unserved()).isZero();
        assertThat(wave.forecast().weeks().get(2).unserved()).isEqualTo(10);
        assertThat(wave.population()).isEqualTo(15);
        assertThat(track(Track.COACHING)).isEqualTo(before);
    }

    @Test
    void holdsItsForecastsAgainstWhatCame() {
        var monday = Forecast.monday(today());
        started(scene.leader(Track.COACHING));
        keep(monday.minusWeeks(2));
        // two leaders nobody had told of
        scene.leader(Track.COACHING);
        scene.leader(Track.COACHING);
        keep(monday.minusWeeks(1));
        keep(monday.minusWeeks(1));

        var error = track(Track.COACHING).arrivalsError();

        assertThat(error).isNotNull();
        assertThat(error.weeks()).isOne();
        assertThat(error.bias()).isEqualTo(new BigDecimal("-2.00"));
        assertThat(error.absolute()).isEqualTo(new BigDecimal("2.00"));
    }

    @Test
    void comparesTheSeatsThatCameFreeToo() {
        var engagement = started(scene.leader(Track.COACHING));
        var monday = Forecast.monday(today());
        keep(monday.minusWeeks(1));
        scene.does(() -> engagements.end(engagement, EndReason.COMPLETED));

        var error = track(Track.COACHING).seatsError();

        assertThat(error).isNotNull();
        assertThat(error.weeks()).isOne();
        // it ended today; last week nothing was expected and nothing came
        assertThat(error.absolute()).isEqualByComparingTo("0");
    }

    @Test
    void answersThoseWhoRunProgrammes() {
        scene.leader(Track.COACHING);

        var plan = as(Roles.STEERING).get("/v1/programmes/" + scene.programme + "/capacity");
        var simulation = simulate(Map.of(
                "track", "MENTORING",
                "providers", Map.of("count", 2, "seatsEach", 3),
                "wave", Map.of("leaders", 12, "week", 3)));

        assertThat(plan.statusCode()).as(plan.asString()).isEqualTo(200);
        assertThat(plan.jsonPath().getList("tracks.track")).containsExactly("COACHING", "MENTORING");
        assertThat(simulation.statusCode()).as(simulation.asString()).isEqualTo(200);
        assertThat(simulation.jsonPath().getList("tracks.track")).containsExactly("MENTORING");
        assertThat(simulate(Map.of("track", "COACHING", "wave", Map.of("leaders", 1, "week", Forecast.WEEKS)))
                        .statusCode())
                .isEqualTo(422);
        assertThat(as(Roles.PARTICIPANT)
                        .get("/v1/programmes/" + scene.programme + "/capacity")
                        .statusCode())
                .isEqualTo(403);
        assertThat(as(Roles.PROGRAM_LEAD)
                        .get("/v1/programmes/" + UUID.randomUUID() + "/capacity")
                        .statusCode())
                .isEqualTo(404);
    }

    private Response simulate(Map<String, Object> body) {
        return as(Roles.PROGRAM_LEAD).body(body).post("/v1/programmes/" + scene.programme + "/capacity:simulate");
    }

    private void keep(LocalDate day) {
        scene.does(() -> forecasts.keep(day));
    }

    private TrackView track(Track track) {
        return scene.as(() -> queries.plan(scene.programme)).tracks().stream()
                .filter(view -> view.track() == track)
                .findFirst()
                .orElseThrow();
    }

    private TrackView simulated(WhatIf whatIf) {
        return scene.as(() -> queries.simulate(scene.programme, whatIf))
                .tracks()
                .getFirst();
    }

    private EngagementId started(PersonId leader) {
        var match = scene.approved(leader, Track.COACHING);
        scene.does(() -> agreements.sign(match, actor(leader, Roles.PARTICIPANT), null));
        scene.does(() -> agreements.sign(match, actor(provider, Roles.PROVIDER), null));
        return new EngagementId(match.value());
    }

    private Actor actor(PersonId person, String role) {
        return new Actor(scene.tenant, person, "test", Set.of(role));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private RequestSpecification as(String role) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(Tokens.of(scene.tenant)
                        .role(role)
                        .person(Stage.somebody())
                        .sign());
    }
}
