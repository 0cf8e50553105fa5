package tandem.session.visibility;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.All;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tandem.events.ConsentItem;
import tandem.events.ConsentItem.Recipient;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Purpose;
import tandem.events.Track;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.AuditSealService;
import tandem.runtime.time.ProgrammeJob;
import tandem.session.FakeDirectory;
import tandem.session.Ics;
import tandem.session.People;
import tandem.session.Stage;
import tandem.session.rule.HandOffItem;
import tandem.testing.RealParts;
import tandem.testing.Tokens;
import tandem.testing.VisibilityRules;

/** What my employer can see: the lens is held against what every role really gets, route by route and field by field. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class VisibilityTest {

    private static final Set<String> ROUTES = Set.of(
            "GET /v1/engagements/{id}/sessions",
            "GET /v1/sessions/{id}",
            "GET /v1/sessions/{id}/indicators",
            "GET /v1/engagements/{id}/case-log",
            "GET /v1/notes/{note}",
            "GET /v1/engagements/{id}/notes",
            "GET /v1/engagements/{id}/hand-off",
            "GET /v1/overdue-sponsor-actions",
            "GET /v1/programmes/{id}/wins",
            "GET /v1/engagements/{id}/received-hand-off",
            "GET /v1/shared-notes",
            "GET /v1/engagements/{id}/action-items",
            "GET /v1/engagements/{id}/sponsor-actions",
            "GET /v1/engagements/{id}/closing-reviews",
            "GET /v1/sessions/{id}/invitation",
            "GET /v1/engagements/{id}/escalations",
            "GET /v1/engagements/{id}/plan",
            "GET /v1/engagements/{id}/silence",
            "GET /v1/escalations",
            "GET /v1/first-meetings",
            "GET /v1/gatherings/{id}/seats",
            "GET /v1/people/{id}/session-times",
            "GET /v1/programmes/{id}/gatherings",
            "GET /v1/programmes/{id}/keeping",
            "GET /v1/check-ins/{id}/result",
            "GET /v1/programmes/{programme}/check-ins",
            "GET /v1/engagements/{id}/raters",
            "GET /v1/audit");

    @Inject
    Stage stage;

    @Inject
    AuditSealService sealer;

    private final PersonId assistant = new PersonId(UUID.randomUUID());

    @Inject
    @All
    List<ProgrammeJob> jobs;

    private Stage.Scene scene;
    private final UUID written = UUID.randomUUID();
    private final UUID monas = UUID.randomUUID();
    private String session = "";
    private String invitation = "";
    private String checkIn = "";
    private String cohort = "";

    /** Lea and her mentor met and both said so; the mentor spoke for her and somebody confirmed it; both looked back at the end. */
    @BeforeEach
    void live() {
        scene = stage.open();
        var lea = as(Roles.PARTICIPANT, scene.lea);
        var mona = as(Roles.PROVIDER, scene.mona);
        session = lea.body(meeting()).post("/v1/sessions").jsonPath().getString("id");
        scene.pass(Duration.ofHours(3));
        for (var side : List.of(lea, mona)) {
            assertThat(side.body(Map.of("attended", true))
                            .post("/v1/sessions/" + session + "/attendance")
                            .statusCode())
                    .isEqualTo(200);
        }
        var today = LocalDate.ofInstant(scene.now(), ZoneOffset.UTC);
        note(today);
        share();
        assertThat(mona.body(Map.of(
                                "behaviour", "NETWORK",
                                "change", "TRIED",
                                "basis", "OBSERVED",
                                "observedOn", today.toString()))
                        .put("/v1/engagements/" + scene.mentoring + "/case-log/" + UUID.randomUUID())
                        .statusCode())
                .isEqualTo(204);
        var action = mona.body(Map.of(
                        "kind", "INTRODUCTION", "dueOn", today.plusDays(7).toString()))
                .post("/v1/engagements/" + scene.mentoring + "/sponsor-actions")
                .jsonPath()
                .getString("id");
        var token = mona.body(Map.of("takenOn", today.toString()))
                .post("/v1/sponsor-actions/" + action + ":take")
                .jsonPath()
                .getString("confirmation");
        assertThat(given().contentType(ContentType.JSON)
                        .body(Map.of("confirmed", true))
                        .post("/v1/confirmations/" + token)
                        .statusCode())
                .isEqualTo(204);
        assertThat(mona.body(Map.of("outcome", "MEETING_HELD"))
                        .post("/v1/sponsor-actions/" + action + ":report")
                        .statusCode())
                .isEqualTo(204);
        invite(lea);
        asks(lea);
        overdue(today);
        keep(lea, today);
        handOver();
        meetPeers(lea, mona);
        scene.end(scene.mentoring, scene.mona);
        close(lea, Map.of("goalsMet", 2, "goals", 3, "rating", 5));
        close(mona, Map.of("goalsMet", 2, "goals", 3));
        sealer.seal();
    }

    /** They agree on a break, and escalate something to each office; the programme names its keeper and closes for a day. */
    private void keep(RequestSpecification lea, LocalDate today) {
        var lead = as(Roles.PROGRAM_LEAD, new PersonId(UUID.randomUUID()));
        var day = Map.of("firstDay", today.toString(), "lastDay", today.toString());
        var programme = "/v1/programmes/" + scene.programme;
        var mentoring = "/v1/engagements/" + scene.mentoring;
        assertThat(List.of(
                        lead.body(Map.of("person", UUID.randomUUID().toString()))
                                .put(programme + "/keeper")
                                .statusCode(),
                        lead.body(day).post(programme + "/breaks").statusCode(),
                        lea.body(day).post(mentoring + "/breaks").statusCode(),
                        lea.body(Map.of(
                                        "delegate",
                                        assistant.toString(),
                                        "expiresOn",
                                        today.plusMonths(1).toString()))
                                .post("/v1/me/delegates")
                                .statusCode(),
                        as(Roles.DELEGATE, assistant)
                                .body(Map.of(
                                        "engagement",
                                        scene.coaching.toString(),
                                        "startsAt",
                                        scene.in(48).toString(),
                                        "endsAt",
                                        scene.in(49).toString()))
                                .post("/v1/people/" + scene.lea + "/sessions")
                                .statusCode(),
                        escalate("OPERATIONAL", "SCHEDULING"),
                        escalate("ETHICAL", "CONDUCT"),
                        escalate("STRATEGIC", "SCOPE")))
                .containsExactly(204, 201, 201, 201, 201, 201, 201, 201);
    }

    /** Mona hosts a cohort, and Lea joins it. */
    private void meetPeers(RequestSpecification lea, RequestSpecification mona) {
        cohort = mona.body(Map.of(
                        "kind",
                        "COHORT",
                        "startsAt",
                        scene.in(24).toString(),
                        "minutes",
                        60,
                        "cadenceDays",
                        14,
                        "seats",
                        5))
                .post("/v1/programmes/" + scene.programme + "/gatherings")
                .jsonPath()
                .getString("id");
        assertThat(lea.post("/v1/gatherings/" + cohort + ":take").statusCode()).isEqualTo(204);
    }

    /** A series is booked; the coach's calendar accepts it and would rather have another time for its first session. */
    private void invite(RequestSpecification lea) {
        var start = scene.in(96).truncatedTo(ChronoUnit.MINUTES);
        var series = lea.body(Map.of(
                        "startsAt",
                        start.toString(),
                        "endsAt",
                        start.plusSeconds(3_600).toString(),
                        "zone",
                        "Europe/Berlin",
                        "everyWeeks",
                        1,
                        "times",
                        2))
                .post("/v1/engagements/" + scene.coaching + "/booked-series")
                .jsonPath();
        invitation = series.getString("sessions[0]");
        var uid = series.getString("series") + "@tandem";
        var tandem = "sessions@tandem.invalid";
        for (var text : List.of(
                Ics.reply(uid, 0, start, tandem, Stage.CARL, "ACCEPTED"),
                Ics.counterOne(uid, 0, start, scene.in(120), tandem, Stage.CARL))) {
            assertThat(as(Roles.CALENDAR, scene.carl)
                            .contentType("text/calendar")
                            .body(text.getBytes(StandardCharsets.UTF_8))
                            .post("/v1/calendar-messages")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private int escalate(String type, String reason) {
        return as(Roles.PARTICIPANT, scene.lea)
                .body(Map.of("type", type, "reason", reason))
                .post("/v1/engagements/" + scene.mentoring + "/escalations")
                .statusCode();
    }

    /** Mona's other commitments were due weeks ago, and of what she did long ago nothing has been told. */
    private void overdue(LocalDate today) {
        var running = new EngagementId(UUID.randomUUID());
        scene.start(running, scene.mona, ProviderType.INTERNAL, Track.MENTORING);
        for (var engagement : List.of(scene.mentoring, running)) {
            overdue(engagement, false, today);
            overdue(engagement, true, today);
        }
    }

    private void overdue(EngagementId engagement, boolean taken, LocalDate today) {
        var mona = as(Roles.PROVIDER, scene.mona);
        var action = mona.body(
                        Map.of("kind", "REFERRAL", "dueOn", today.minusDays(20).toString()))
                .post("/v1/engagements/" + engagement + "/sponsor-actions")
                .jsonPath()
                .getString("id");
        if (taken) {
            assertThat(mona.body(Map.of("takenOn", today.minusDays(90).toString()))
                            .post("/v1/sponsor-actions/" + action + ":take")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    /** Her coaching is about to end, and her coach hands everything over that can be; one of its steps is still open. */
    private void handOver() {
        var lea = as(Roles.PARTICIPANT, scene.lea);
        var carl = as(Roles.PROVIDER, scene.carl);
        var coaching = "/v1/engagements/" + scene.coaching;
        var met = new People(scene).met(scene.coaching);
        var today = LocalDate.ofInstant(scene.now(), ZoneOffset.UTC);
        assertThat(carl.body(Map.of("action", "PRACTISE", "owner", "LEADER", "dueOn", today.toString()))
                        .post("/v1/sessions/" + met + "/action-items")
                        .statusCode())
                .isEqualTo(201);
        scene.amend(14, today.plusDays(10));
        assertThat(carl.body(Map.of("goalsMet", 1, "goals", 2))
                        .post(coaching + "/closing-reviews")
                        .statusCode())
                .isEqualTo(204);
        var checklist = Map.of(
                "topics", List.of("FEEDBACK"),
                "continueWith", List.of("NETWORK"),
                "sponsorAsks", List.of("INTRODUCTION"),
                "details", HandOffItem.details());
        for (var item : HandOffItem.details()) {
            scene.allow(
                    scene.lea,
                    Purpose.HANDOFF_DETAIL,
                    1,
                    new ConsentItem(item.name(), Recipient.MENTOR, scene.coaching.value()));
        }
        assertThat(carl.body(checklist).put(coaching + "/hand-off").statusCode())
                .isEqualTo(204);
        assertThat(lea.post(coaching + "/hand-off:confirm").statusCode()).isEqualTo(204);
        assertThat(as(Roles.PROVIDER, scene.mona)
                        .post("/v1/engagements/" + scene.mentoring + "/hand-off:receive")
                        .statusCode())
                .isEqualTo(204);
    }

    /** Lea wrote a note and lets her mentor, HR and sponsors read it, Mona kept hers; a win is shown to the programme. */
    private void share() {
        assertThat(as(Roles.PARTICIPANT, scene.lea)
                        .body(Map.of("text", "Ask for the budget before the review."))
                        .put("/v1/sessions/" + session + "/notes/" + written)
                        .statusCode())
                .isEqualTo(204);
        assertThat(as(Roles.PROVIDER, scene.mona)
                        .body(Map.of("text", "She has the board's ear."))
                        .put("/v1/sessions/" + session + "/notes/" + monas)
                        .statusCode())
                .isEqualTo(204);
        var win = UUID.randomUUID();
        assertThat(as(Roles.PARTICIPANT, scene.lea)
                        .body(Map.of("win", "PROJECT_DELIVERED"))
                        .put("/v1/engagements/" + scene.mentoring + "/wins/" + win)
                        .statusCode())
                .isEqualTo(204);
        scene.allow(scene.lea, Purpose.RECOGNITION, 1, new ConsentItem("WIN", Recipient.PROGRAMME, win));
        for (var recipient : List.of(Recipient.MENTOR, Recipient.HR_PARTNER, Recipient.SPONSOR)) {
            scene.allow(scene.lea, Purpose.NOTE_SHARING, 1, new ConsentItem("NOTE", recipient, written));
        }
    }

    /** The session had a topic and a next step, by now done; it left Lea confident. */
    private void note(LocalDate today) {
        scene.allow(scene.lea, Purpose.IMPACT, 1);
        var path = "/v1/sessions/" + session;
        var mona = as(Roles.PROVIDER, scene.mona);
        assertThat(mona.body(Map.of("topics", List.of("NETWORK")))
                        .put(path + "/topics")
                        .statusCode())
                .isEqualTo(204);
        assertThat(as(Roles.PARTICIPANT, scene.lea)
                        .body(Map.of("rating", 8))
                        .put(path + "/confidence")
                        .statusCode())
                .isEqualTo(204);
        var item = mona.body(Map.of("action", "INTRODUCE", "owner", "PROVIDER", "dueOn", today.toString()))
                .post(path + "/action-items")
                .jsonPath()
                .getString("id");
        assertThat(mona.body(Map.of("completedOn", today.toString()))
                        .post("/v1/action-items/" + item + ":complete")
                        .statusCode())
                .isEqualTo(204);
    }

    /** Both are asked the three questions; the leader answers, and lets the mentor read what came of it. */
    private void asks(RequestSpecification lea) {
        var raters = Stream.generate(UUID::randomUUID).limit(4).toList();
        assertThat(lea.body(Map.of("raters", raters))
                        .put("/v1/engagements/" + scene.mentoring + "/raters")
                        .statusCode())
                .isEqualTo(204);
        var opened = as(Roles.PROGRAM_LEAD, new PersonId(UUID.randomUUID()))
                .body(Map.of("kind", "MENTORING_STORY"))
                .post("/v1/programmes/" + scene.programme + "/check-ins");
        assertThat(opened.jsonPath().getInt("engagements")).isEqualTo(1);
        checkIn = lea.get("/v1/me/check-ins").jsonPath().getString("waiting.find { it.kind == 'MENTORING_STORY' }.id");
        assertThat(lea.body(Map.of("answers", Map.of("new-step", 5)))
                        .post("/v1/check-ins/" + checkIn + "/answers")
                        .statusCode())
                .isEqualTo(204);
        lea.body(Map.of("withProvider", true)).put("/v1/check-ins/" + checkIn + "/sharing");
        jobs.stream()
                .filter(job -> job.name().equals("check-ins"))
                .forEach(job -> job.runUntil(scene.now().plus(Duration.ofDays(22))));
    }

    private void close(RequestSpecification side, Map<String, Integer> review) {
        var closed = side.body(review).post("/v1/engagements/" + scene.mentoring + "/closing-reviews");
        assertThat(closed.statusCode()).as(closed.asString()).isEqualTo(204);
    }

    @ParameterizedTest
    @FieldSource("tandem.runtime.visibility.Exposures#READERS")
    void showsWhatTheRoleReallyGets(String role) {
        var lens = VisibilityRules.lens(visibility(), role);

        for (var route : ROUTES) {
            VisibilityRules.compare(role, route, lens.get(route), carried(role, route));
        }
    }

    @Test
    void namesEveryRouteThatShowsPeople() {
        assertThat(VisibilityRules.routes(visibility())).isEqualTo(ROUTES);
        VisibilityRules.check("tandem.session", ROUTES);
    }

    @Test
    void showsAnEngagementToItsTwoSidesAndToNobodyElseWhoTakesPart() {
        for (var stranger : List.of(as(Roles.PROVIDER, scene.carl), as(Roles.PARTICIPANT, scene.carl))) {
            assertThat(stranger.get("/v1/sessions/" + session).statusCode()).isEqualTo(404);
            assertThat(stranger.get("/v1/engagements/" + scene.mentoring + "/sessions")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(stranger.get("/v1/engagements/" + scene.mentoring + "/sponsor-actions")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private Set<String> carried(String role, String route) {
        var caller = as(
                role,
                switch (role) {
                    case Roles.PARTICIPANT -> scene.lea;
                    case Roles.PROVIDER -> scene.mona;
                    case Roles.DELEGATE -> assistant;
                    default -> new PersonId(UUID.randomUUID());
                });
        var answer = switch (route) {
            case "GET /v1/engagements/{id}/sessions" -> caller.get("/v1/engagements/" + scene.mentoring + "/sessions");
            case "GET /v1/sessions/{id}" -> caller.get("/v1/sessions/" + session);
            case "GET /v1/sessions/{id}/invitation" ->
                (role.equals(Roles.PROVIDER) ? as(role, scene.carl) : caller)
                        .get("/v1/sessions/" + invitation + "/invitation");
            case "GET /v1/engagements/{id}/closing-reviews" ->
                caller.get("/v1/engagements/" + scene.mentoring + "/closing-reviews");
            case "GET /v1/engagements/{id}/escalations" ->
                caller.get("/v1/engagements/" + scene.mentoring + "/escalations");
            case "GET /v1/engagements/{id}/silence" -> caller.get("/v1/engagements/" + scene.mentoring + "/silence");
            case "GET /v1/engagements/{id}/plan" -> caller.get("/v1/engagements/" + scene.mentoring + "/plan");
            case "GET /v1/people/{id}/session-times" -> caller.get("/v1/people/" + scene.lea + "/session-times");
            case "GET /v1/gatherings/{id}/seats" -> caller.get("/v1/gatherings/" + cohort + "/seats");
            case "GET /v1/programmes/{id}/gatherings" ->
                caller.get("/v1/programmes/" + scene.programme + "/gatherings");
            case "GET /v1/first-meetings" -> caller.get("/v1/first-meetings?all=true");
            case "GET /v1/escalations" -> caller.get("/v1/escalations");
            case "GET /v1/programmes/{id}/keeping" -> caller.get("/v1/programmes/" + scene.programme + "/keeping");
            case "GET /v1/sessions/{id}/indicators" -> caller.get("/v1/sessions/" + session + "/indicators");
            case "GET /v1/engagements/{id}/case-log" -> caller.get("/v1/engagements/" + scene.mentoring + "/case-log");
            case "GET /v1/engagements/{id}/action-items" ->
                caller.get("/v1/engagements/" + scene.mentoring + "/action-items");
            case "GET /v1/engagements/{id}/hand-off" ->
                (role.equals(Roles.PROVIDER) ? as(role, scene.carl) : caller)
                        .get("/v1/engagements/" + scene.coaching + "/hand-off");
            case "GET /v1/engagements/{id}/received-hand-off" ->
                caller.get("/v1/engagements/" + scene.mentoring + "/received-hand-off");
            case "GET /v1/programmes/{id}/wins" -> caller.get("/v1/programmes/" + scene.programme + "/wins");
            case "GET /v1/overdue-sponsor-actions" -> caller.get("/v1/overdue-sponsor-actions");
            case "GET /v1/engagements/{id}/notes" -> caller.get("/v1/engagements/" + scene.mentoring + "/notes");
            // one's own note is shown to nobody else
            case "GET /v1/notes/{note}" ->
                caller.get("/v1/notes/" + (role.equals(Roles.PARTICIPANT) ? monas : written));
            case "GET /v1/shared-notes" -> caller.get("/v1/shared-notes");
            case "GET /v1/check-ins/{id}/result" -> caller.get("/v1/check-ins/" + checkIn + "/result");
            case "GET /v1/programmes/{programme}/check-ins" ->
                caller.get("/v1/programmes/" + scene.programme + "/check-ins");
            case "GET /v1/engagements/{id}/raters" -> caller.get("/v1/engagements/" + scene.mentoring + "/raters");
            case "GET /v1/audit" -> caller.get("/v1/audit");
            default -> caller.get("/v1/engagements/" + scene.mentoring + "/sponsor-actions");
        };
        return answer.statusCode() < 300 ? VisibilityRules.fields(answer.asString()) : Set.of();
    }

    private Map<String, String> meeting() {
        return Map.of(
                "engagement",
                scene.mentoring.toString(),
                "startsAt",
                scene.in(1).toString(),
                "endsAt",
                scene.in(2).toString());
    }

    private String visibility() {
        return as(Roles.PARTICIPANT, scene.lea).get("/v1/visibility").asString();
    }

    private RequestSpecification as(String role, PersonId person) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .auth()
                .oauth2(Tokens.of(scene.tenant).role(role).person(person).sign());
    }
}
