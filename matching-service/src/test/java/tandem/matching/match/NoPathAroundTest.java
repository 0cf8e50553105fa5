package tandem.matching.match;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.EngagementStarted;
import tandem.events.MatchingEvent.MatchApproved;
import tandem.events.PersonId;
import tandem.events.RiskClass;
import tandem.events.Track;
import tandem.matching.Stage;
import tandem.matching.match.MatchQueries.ApprovalView;
import tandem.matching.match.MatchQueries.Filter;
import tandem.matching.match.MatchQueries.MatchView;
import tandem.runtime.actor.Roles;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

/**
 * R51, searched instead of argued: whatever people of whatever office send, in whatever order, to every route that changes a match, no
 * high-risk pair is approved, and none begins, without two independent approvers, one of them of a second office.
 */
@QuarkusTest
@WithTestResource(RealParts.class)
class NoPathAroundTest {

    private static final int STEPS = 160;
    private static final Set<String> SECOND_OFFICES = Set.of(Roles.OPERATIONS_OWNER, Roles.HR_PARTNER);
    private static final Set<MatchState> APPROVED =
            Set.of(MatchState.EXPLORING, MatchState.APPROVED, MatchState.ASSIGNED, MatchState.REASSIGNED);

    @Inject
    Stage stage;

    @Inject
    MatchQueries queries;

    /** Somebody with a token; leader and providers hold an office as well, to try it on their own match. */
    private record Caller(PersonId person, List<String> roles) {}

    @Test
    void knowsWhatToSendToEveryRouteThatChangesAMatch() {
        assertThat(routes()).hasSizeGreaterThanOrEqualTo(7);
        for (var route : routes()) {
            assertThat(Optional.ofNullable(body(route, Stage.somebody())))
                    .as(route)
                    .isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void approvesNoHighRiskPairWithoutTwoWhoMay(long seed) {
        var random = new Random(seed);
        var scene = stage.open();
        var providers = Stream.of("DATA_STRATEGY", "CLOUD", "CHESS", "OPERA", "BUDGETING")
                .map(skill -> scene.provider(2, skill))
                .toList();
        var leader = Stage.somebody();
        scene.decided(leader, Track.COACHING);
        scene.hear(scene.profile(leader, 1, null, "BUDGET_AUTHORITY"));
        var callers = callers(scene, leader, providers);
        var routes = List.copyOf(routes());
        var answers = new HashSet<Integer>();
        run(scene, leader, seed % 2 == 0);

        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(20) == 0) {
                run(scene, leader, random.nextBoolean());
            }
            if (random.nextInt(40) == 0) {
                scene.hear(scene.profile(leader, step + 2, null, "BUDGET_AUTHORITY", "EXECUTIVE"));
            }
            var matches = matches(scene);
            var match = matches.get(Math.max(0, matches.size() - 1 - random.nextInt(4)));
            var route = routes.get(random.nextInt(routes.size()));
            if (route.endsWith(":reject") && random.nextInt(8) > 0) {
                continue; // a pair turned down is not proposed again, and there are few
            }
            var caller = callers.get(random.nextInt(callers.size()));
            var body = body(route, providers.get(random.nextInt(providers.size())));
            answers.add(as(scene, caller)
                    .body(Optional.ofNullable(body).orElse(Map.of()))
                    .post(route.replace("{id}", match.id().toString()))
                    .statusCode());
        }

        assertThat(answers).isSubsetOf(200, 204, 403, 404, 409);
        checkAll(scene);
    }

    /** Without this, the search could pass because nothing ever got through. */
    @Test
    void approvesAHighRiskPairWithTwoWhoMay() {
        var scene = stage.open();
        var provider = scene.provider(1, "DATA_STRATEGY");
        var leader = Stage.somebody();
        scene.decided(leader, Track.COACHING);
        scene.hear(scene.profile(leader, 1, null, "BUDGET_AUTHORITY"));
        var match = scene.run(leader, Track.COACHING).proposals().getFirst().match();
        var lead = new Caller(Stage.somebody(), List.of(Roles.PROGRAM_LEAD));
        var second = new Caller(Stage.somebody(), List.of(Roles.HR_PARTNER));

        post(scene, lead, match, ":review");
        post(scene, lead, match, ":approve");
        post(scene, second, match, ":approve");
        post(scene, new Caller(leader, List.of(Roles.PARTICIPANT)), match, "/agreement:sign");
        post(scene, new Caller(provider, List.of(Roles.PROVIDER)), match, "/agreement:sign");

        assertThat(OutboxRows.events(scene.tenant, EngagementStarted.class)).hasSize(1);
        checkAll(scene);
    }

    private static void run(Stage.Scene scene, PersonId leader, boolean exploratory) {
        if (exploratory) {
            scene.explore(leader, Track.COACHING);
        } else {
            scene.run(leader, Track.COACHING);
        }
    }

    private void checkAll(Stage.Scene scene) {
        var approved = new HashSet<UUID>();
        for (var match : matches(scene)) {
            var ranking = match.ranking();
            assertThat(ranking).isNotNull();
            assertThat(ranking.riskClass()).isEqualTo(RiskClass.HIGH);
            var approvers = ranking.approvals();
            if (APPROVED.contains(match.state())) {
                assertThat(approvers).extracting(ApprovalView::approver).hasSizeGreaterThanOrEqualTo(2);
                assertThat(approvers).extracting(ApprovalView::office).containsAnyElementsOf(SECOND_OFFICES);
                approved.add(match.id().value());
            }
            assertThat(approvers)
                    .extracting(ApprovalView::approver)
                    .doesNotHaveDuplicates()
                    .doesNotContain(match.leader().value(), match.provider().value());
            var chose = ranking.overriddenBy();
            if (chose != null) {
                assertThat(approvers).extracting(ApprovalView::approver).doesNotContain(chose);
            }
        }
        assertThat(OutboxRows.events(scene.tenant, MatchApproved.class))
                .allSatisfy(told -> assertThat(told.approvals()).isGreaterThanOrEqualTo(2));
        assertThat(OutboxRows.events(scene.tenant, EngagementStarted.class))
                .allSatisfy(
                        told -> assertThat(approved).contains(told.engagement().value()));
    }

    private static List<Caller> callers(Stage.Scene scene, PersonId leader, List<PersonId> providers) {
        var callers = new ArrayList<Caller>();
        callers.add(new Caller(scene.lead.requirePerson(), List.of(Roles.PROGRAM_LEAD)));
        callers.add(new Caller(Stage.somebody(), List.of(Roles.PROGRAM_LEAD)));
        callers.add(new Caller(Stage.somebody(), List.of(Roles.OPERATIONS_OWNER)));
        callers.add(new Caller(Stage.somebody(), List.of(Roles.HR_PARTNER, Roles.PROGRAM_LEAD)));
        callers.add(new Caller(leader, List.of(Roles.PARTICIPANT, Roles.PROGRAM_LEAD, Roles.HR_PARTNER)));
        for (var provider : providers) {
            callers.add(new Caller(provider, List.of(Roles.PROVIDER, Roles.OPERATIONS_OWNER, Roles.PROGRAM_LEAD)));
        }
        return callers;
    }

    /** Every route below a match that a POST can reach, as the service itself describes them. */
    private static Set<String> routes() {
        Map<String, Map<String, Object>> paths =
                RestAssured.get("/q/openapi?format=json").jsonPath().getMap("paths");
        var routes = new HashSet<String>();
        paths.forEach((path, operations) -> {
            if (path.startsWith("/v1/matches/{id}") && operations.containsKey("post")) {
                routes.add(path);
            }
        });
        return new TreeSet<>(routes);
    }

    /** Null where nobody has said yet what the route takes: a new route has to be searched as well. */
    private static @Nullable Map<String, Object> body(String route, PersonId provider) {
        return switch (route.substring("/v1/matches/{id}".length())) {
            case ":review", ":approve", ":decline", "/agreement:sign" -> Map.of();
            case ":reject" -> Map.of("reason", "TOO_CLOSE");
            case ":override" -> Map.of("provider", provider, "reason", OverrideReason.LOGISTICS);
            case ":reassign" -> Map.of("reason", "NO_FIT", "beyondAllowance", true);
            case "/exploration:answer" -> Map.of("verdict", "GO");
            case "/agreement:change" -> Map.of("term", "P4M", "reason", "MORE_TIME");
            default -> null;
        };
    }

    private List<MatchView> matches(Stage.Scene scene) {
        return scene.as(() ->
                        queries.page(new Filter(scene.programme, null, null, null, null), Optional.empty(), 1_000))
                .items();
    }

    private static void post(Stage.Scene scene, Caller caller, MatchId match, String step) {
        var answer = as(scene, caller).body(Map.of()).post("/v1/matches/" + match + step);
        assertThat(answer.statusCode()).as(step + answer.asString()).isEqualTo(200);
    }

    private static RequestSpecification as(Stage.Scene scene, Caller caller) {
        var token = Tokens.of(scene.tenant).person(caller.person());
        for (var role : caller.roles()) {
            token.role(role);
        }
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .auth()
                .oauth2(token.sign());
    }
}
