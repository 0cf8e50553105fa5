package tandem.matching.visibility;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tandem.events.IntakeEvent.EmploymentChanged;
import tandem.events.MatchId;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.Stage;
import tandem.matching.offer.OfferService;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.AuditSealService;
import tandem.testing.AppDatabase;
import tandem.testing.RealParts;
import tandem.testing.Tokens;
import tandem.testing.VisibilityRules;

/** What my employer can see: the lens is held against what every role really gets, route by route and field by field. */
@QuarkusTest
@WithTestResource(RealParts.class)
class VisibilityTest {

    private static final Set<String> ROUTES = Set.of(
            "GET /v1/matches",
            "GET /v1/matches/{id}",
            "GET /v1/matches/{id}/agreement",
            "GET /v1/matches/{id}/exploration",
            "GET /v1/reviews",
            "GET /v1/coaching-groups",
            "GET /v1/coaching-groups/{id}",
            "GET /v1/engagements",
            "GET /v1/providers",
            "GET /v1/providers/{id}",
            "GET /v1/providers/{id}/proofs",
            "POST /v1/providers",
            "GET /v1/runs/{id}",
            "GET /v1/runs/{id}/comparison",
            "GET /v1/runs/{id}/certificate",
            "GET /v1/runs/{id}/shortages",
            "GET /v1/programmes/{programme}/waitlist",
            "GET /v1/audit");

    @Inject
    Stage stage;

    @Inject
    OfferService offers;

    @Inject
    AuditSealService sealer;

    private Stage.Scene scene;
    private PersonId leader;
    private PersonId provider;
    private String match = "";
    private String overridden = "";
    private String run = "";
    private String plan = "";
    private String met = "";
    private String metByProvider = "";
    private String preview = "";
    private String unpublished = "";
    private String group = "";
    private String taught = "";
    private String taughtByProvider = "";

    /** A leader whose first proposal was overridden; the second ran, was flagged, and ended. For others there are too few seats. */
    @BeforeEach
    void live() {
        scene = stage.open();
        leader = scene.leader(Track.COACHING);
        provider = scene.provider(3, "DATA_STRATEGY");
        scene.provider(3, "DATA_STRATEGY");
        var started = lead().body(request()).post("/v1/runs");
        assertThat(started.statusCode()).as(started.asString()).isEqualTo(201);
        run = started.jsonPath().getString("id");
        overridden = proposal(started, 0);
        provider = PersonId.of(started.jsonPath().getString("outcomes.items[0].proposals[1].provider"));
        match = lead().body(Map.of("provider", provider.toString(), "reason", "CULTURAL_FIT"))
                .post("/v1/matches/" + overridden + ":override")
                .jsonPath()
                .getString("id");
        assertThat(as(Roles.OPERATIONS_OWNER, Stage.somebody())
                        .post("/v1/matches/" + match + ":approve")
                        .statusCode())
                .isEqualTo(200);
        as(Roles.PARTICIPANT, leader).post("/v1/matches/" + match + "/agreement:sign");
        as(Roles.PROVIDER, provider).post("/v1/matches/" + match + "/agreement:sign");
        scene.hear(scene.profile(leader, 2, provider));
        scene.hear(
                new EmploymentChanged(leader, Set.of(EmploymentChanged.Aspect.MANAGER), LocalDate.parse("2030-01-08")));
        var notice = as(Roles.PARTICIPANT, leader)
                .body(Map.of("reason", "NO_TIME"))
                .post("/v1/engagements/" + match + ":terminate");
        assertThat(notice.statusCode()).as(notice.asString()).isEqualTo(200);
        var ended = lead().body(Map.of("reason", "COMPLETED")).post("/v1/engagements/" + match + ":end");
        assertThat(ended.statusCode()).as(ended.asString()).isEqualTo(200);
        proveAndVoid();
        explore();
        arrange();
        coachTogether();
        plan(started.jsonPath().getString("outcomes.items[0].proposals[0].provider"));
        sealer.seal();
    }

    /** The leader and the provider each meet somebody else and say no; the others have not answered. */
    private void explore() {
        scene.decided(leader, Track.MENTORING);
        scene.hear(scene.profile(leader, 3, null));
        scene.provider(1, "DATA_STRATEGY");
        met = sayNo(Roles.PARTICIPANT, leader, scene.exploring(leader, Track.MENTORING));
        var offered = scene.explore(scene.leader(Track.COACHING), Track.COACHING).stream()
                .filter(proposed -> proposed.provider().equals(provider))
                .findFirst()
                .orElseThrow()
                .match();
        scene.approve(offered);
        metByProvider = sayNo(Roles.PROVIDER, provider, offered);
    }

    private String sayNo(String role, PersonId side, MatchId pair) {
        var answered = as(role, side)
                .body(Map.of("verdict", "NO_GO", "reason", "SCHEDULE"))
                .post("/v1/matches/" + pair + "/exploration:answer");
        assertThat(answered.statusCode()).as(answered.asString()).isEqualTo(200);
        return pair.toString();
    }

    /** A credential that expires, and that somebody else lets count no more. */
    private void proveAndVoid() {
        var proof = Map.of("kind", "CREDENTIAL", "code", "ICF_ACC", "on", "2020-01-07", "expiresOn", "2099-01-07");
        var proofs = "/v1/providers/" + provider + "/proofs";
        var entered = lead().body(Map.of("proofs", List.of(proof))).post(proofs);
        assertThat(entered.statusCode()).as(entered.asString()).isEqualTo(201);
        var voided = as(Roles.OPERATIONS_OWNER, Stage.somebody())
                .post(proofs + "/" + entered.jsonPath().getString("proofs[0]") + ":void");
        assertThat(voided.statusCode()).as(voided.asString()).isEqualTo(200);
    }

    /** A junior teaches the leader, and the provider somebody senior: no other match names a topic. */
    private void arrange() {
        taught = taught(leader, scene.reverseMentor(2));
        scene.hear(scene.atLevel(2, scene.profile(provider, 1, null)));
        taughtByProvider = taught(scene.leader(Track.COACHING), provider);
    }

    private String taught(PersonId senior, PersonId mentor) {
        var wish = new LinkedHashMap<String, Object>();
        wish.put("programme", scene.programme);
        wish.put("kind", "REVERSE");
        wish.put("leader", senior);
        wish.put("provider", mentor);
        wish.put("topic", "DIGITAL");
        wish.put("reason", "ASKED_FOR");
        var arranged = lead().body(wish).post("/v1/matches:arrange");
        assertThat(arranged.statusCode()).as(arranged.asString()).isEqualTo(201);
        var pair = arranged.jsonPath().getString("id");
        lead().post("/v1/matches/" + pair + ":review");
        var approved = as(Roles.OPERATIONS_OWNER, Stage.somebody()).post("/v1/matches/" + pair + ":approve");
        assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(200);
        return pair;
    }

    /** Four leaders are to be coached by the provider together; one of them is approved, and the group given up. */
    private void coachTogether() {
        var leaders =
                Stream.generate(() -> scene.leader(Track.COACHING)).limit(4).toList();
        var wish = Map.of("programme", scene.programme, "coach", provider, "leaders", leaders, "reason", "SAME_GOALS");
        var formed = lead().body(wish).post("/v1/coaching-groups");
        assertThat(formed.statusCode()).as(formed.asString()).isEqualTo(201);
        group = formed.jsonPath().getString("id");
        var first = formed.jsonPath().getString("members[0].match");
        lead().post("/v1/matches/" + first + ":review");
        var approved = as(Roles.OPERATIONS_OWNER, Stage.somebody()).post("/v1/matches/" + first + ":approve");
        assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(200);
        as(Roles.PARTICIPANT, PersonId.of(formed.jsonPath().getString("members[0].leader")))
                .post("/v1/matches/" + first + "/agreement:sign");
        as(Roles.PROVIDER, provider).post("/v1/matches/" + first + "/agreement:sign");
        var dissolved = lead().body(Map.of("reason", "COMPLETED")).post("/v1/coaching-groups/" + group + ":dissolve");
        assertThat(dissolved.statusCode()).as(dissolved.asString()).isEqualTo(200);
    }

    /** A plan for more leaders than there are seats, published with a reason, and what it were if one provider took them all. */
    private void plan(String other) {
        var cohort =
                Stream.generate(() -> scene.leader(Track.COACHING)).limit(6).toList();
        plan = planned(cohort, Map.of("objective", "MOST_SERVED"));
        unpublished = planned(cohort, Map.of("objective", "MOST_SERVED", "whatIf", Map.of()));
        var seats = Set.of(Map.of("provider", provider, "seats", 6), Map.of("provider", other, "seats", 0));
        preview = planned(cohort, Map.of("objective", "MOST_SERVED", "whatIf", Map.of("seats", seats)));
        giveUp(unpublished);
        var published = as(Roles.OPERATIONS_OWNER, Stage.somebody())
                .body(Map.of("reason", "SMALL_COHORT"))
                .post("/v1/runs/" + plan + ":publish");
        assertThat(published.statusCode()).as(published.asString()).isEqualTo(200);
        scene.does(offers::offerAll);
    }

    /** As after failures that no test can bring about. */
    private static void giveUp(String run) {
        try (var superuser = AppDatabase.connect();
                var statement = superuser.prepareStatement(
                        "update runs set state = 'FAILED', failure = 'UNPROVEN' where id = cast(? as uuid)")) {
            statement.setString(1, run);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot give the run up", e);
        }
    }

    private String planned(List<PersonId> cohort, Map<String, Object> assignment) {
        var planned = lead().body(Map.of(
                        "programme", scene.programme, "track", "COACHING", "leaders", cohort, "assignment", assignment))
                .post("/v1/runs");
        assertThat(planned.statusCode()).as(planned.asString()).isEqualTo(201);
        return planned.jsonPath().getString("id");
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
        VisibilityRules.check("tandem.matching", ROUTES);
    }

    @Test
    void showsAMatchToItsTwoSidesAndToNobodyElseWhoTakesPart() {
        for (var role : Set.of(Roles.PARTICIPANT, Roles.PROVIDER)) {
            var stranger = as(role, Stage.somebody());

            assertThat(stranger.get("/v1/matches").jsonPath().getList("items")).isEmpty();
            assertThat(stranger.get("/v1/matches/" + match).statusCode()).isEqualTo(404);
            assertThat(stranger.get("/v1/matches/" + match + "/agreement").statusCode())
                    .isEqualTo(404);
        }
        assertThat(as(Roles.PARTICIPANT, leader)
                        .get("/v1/matches/" + overridden)
                        .statusCode())
                .isEqualTo(404);
    }

    /** Fields about the leader, or about the provider where the leader or one who registers looks. */
    private Set<String> carried(String role, String route) {
        var caller = as(role, caller(role));
        var answers = switch (route) {
            case "GET /v1/matches" -> Set.of(caller.get("/v1/matches"));
            case "GET /v1/matches/{id}" ->
                Stream.of(match, overridden, taught, taughtByProvider)
                        .map(id -> caller.get("/v1/matches/" + id))
                        .collect(Collectors.toSet());
            case "GET /v1/matches/{id}/agreement" -> Set.of(caller.get("/v1/matches/" + match + "/agreement"));
            case "GET /v1/matches/{id}/exploration" ->
                Set.of(
                        caller.get("/v1/matches/" + met + "/exploration"),
                        caller.get("/v1/matches/" + metByProvider + "/exploration"));
            case "GET /v1/reviews" -> Set.of(caller.get("/v1/reviews"));
            case "GET /v1/coaching-groups" -> Set.of(caller.get("/v1/coaching-groups"));
            case "GET /v1/coaching-groups/{id}" -> Set.of(caller.get("/v1/coaching-groups/" + group));
            case "GET /v1/engagements" -> Set.of(caller.get("/v1/engagements"));
            case "GET /v1/providers" -> Set.of(caller.get("/v1/providers"));
            case "GET /v1/providers/{id}" -> Set.of(caller.get("/v1/providers/" + provider));
            case "GET /v1/providers/{id}/proofs" -> Set.of(caller.get("/v1/providers/" + provider + "/proofs"));
            case "POST /v1/providers" -> Set.of(caller.body(registration()).post("/v1/providers"));
            case "GET /v1/runs/{id}" ->
                Stream.of(run, plan, unpublished)
                        .map(id -> caller.get("/v1/runs/" + id))
                        .collect(Collectors.toSet());
            case "GET /v1/runs/{id}/comparison" ->
                Set.of(caller.get("/v1/runs/" + plan + "/comparison?with=" + preview));
            case "GET /v1/runs/{id}/certificate" -> Set.of(caller.get("/v1/runs/" + plan + "/certificate"));
            case "GET /v1/runs/{id}/shortages" -> Set.of(caller.get("/v1/runs/" + plan + "/shortages"));
            case "GET /v1/programmes/{programme}/waitlist" ->
                Set.of(caller.get("/v1/programmes/" + scene.programme + "/waitlist?track=COACHING"));
            default -> Set.of(caller.get("/v1/audit"));
        };
        var fields = new TreeSet<String>();
        for (var answer : answers) {
            if (answer.statusCode() < 300) {
                fields.addAll(VisibilityRules.fields(answer.asString()));
            }
        }
        return fields;
    }

    private PersonId caller(String role) {
        return switch (role) {
            case Roles.PARTICIPANT -> leader;
            case Roles.PROVIDER -> provider;
            default -> Stage.somebody();
        };
    }

    private String visibility() {
        return as(Roles.PARTICIPANT, leader).get("/v1/visibility").asString();
    }

    private Map<String, Object> request() {
        return Map.of("programme", scene.programme, "track", "COACHING", "leaders", Set.of(leader), "top", 3);
    }

    private Map<String, Object> registration() {
        var registration = new LinkedHashMap<String, Object>();
        registration.put("person", UUID.randomUUID());
        registration.put("type", ProviderType.EXTERNAL);
        registration.put("tracks", Set.of("COACHING"));
        registration.put("capacity", 2);
        registration.put("timeZone", "Europe/Berlin");
        registration.put("skillCodes", Set.of("DATA_STRATEGY"));
        return registration;
    }

    private static String proposal(Response run, int place) {
        return run.jsonPath().getString("outcomes.items[0].proposals[" + place + "].match");
    }

    private RequestSpecification lead() {
        return as(Roles.PROGRAM_LEAD, scene.lead.requirePerson());
    }

    private RequestSpecification as(String role, PersonId person) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .auth()
                .oauth2(Tokens.of(scene.tenant).role(role).person(person).sign());
    }
}
