package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.events.DecisionId;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.MatchApproved;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.AuditSealService;
import tandem.testing.RealParts;

/** What my employer can see: the lens is held against what every role really gets, route by route. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class VisibilityTest {

    private static final PersonId GUS = new PersonId(UUID.fromString("6c8a1f6e-4b7e-4d0c-9d55-2f1f53a5a009"));
    private static final Set<String> ROUTES = Set.of(
            "POST /v1/directory:resolve",
            "GET /v1/decisions",
            "GET /v1/decisions/{id}",
            "GET /v1/programmes/{id}/funnel",
            "GET /v1/people/{id}/consent-ledger",
            "GET /v1/people/{id}/employment-history",
            "GET /v1/audit");

    private final Company acme = new Company();
    private final Following others;
    private final AuditSealService sealer;
    private ProgrammeId programme = new ProgrammeId(UUID.randomUUID());
    private PersonId ada = GUS;
    private PersonId other = GUS;
    private DecisionId decision = new DecisionId(UUID.randomUUID());

    VisibilityTest(Following others, AuditSealService sealer) {
        this.others = others;
        this.sealer = sealer;
    }

    /** Ada is led by somebody and leads somebody: the same person is on the other side of both. */
    @BeforeEach
    void live() {
        programme = acme.opens();
        ada = acme.participant(programme, "E1");
        other = acme.participant(programme, "E2");
        acme.consents("E1", Purpose.MATCHING, true);
        acme.accepted("tandem.hr.intake-submitted.v1", Company.intake("E1", programme, "ROLE_CHANGE", "DELEGATION"));
        decision = DecisionId.of(acme.lead().get("/v1/decisions").jsonPath().getString("items[0].decision"));
        others.tell(acme.tenant(), new MatchApproved(new MatchId(UUID.randomUUID()), programme, ada, other, 1));
        others.tell(acme.tenant(), new MatchApproved(new MatchId(UUID.randomUUID()), programme, other, ada, 1));
        sealer.seal();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Roles.PROGRAM_LEAD,
                Roles.OPERATIONS_OWNER,
                Roles.HR_PARTNER,
                Roles.STEERING,
                Roles.ANALYST,
                Roles.BI,
                Roles.DATA_PROTECTION,
                Roles.PROVIDER,
                Roles.PARTICIPANT,
                Roles.DELEGATE
            })
    void showsWhatTheRoleReallyGets(String role) {
        var lens = lens(role);

        for (var route : ROUTES) {
            var shown = lens.get(route);
            var got = fields(role, route);
            if (shown == null) {
                assertThat(got)
                        .as("%s must get nothing about Ada from %s", role, route)
                        .isEmpty();
            } else {
                assertThat(got).as("%s on %s", role, route).containsExactlyInAnyOrderElementsOf(shown);
            }
        }
    }

    @Test
    void leavesNoRouteOfTheLensUntried() {
        var routes =
                lens().stream().flatMap(role -> routes(role).keySet().stream()).collect(Collectors.toSet());

        assertThat(routes).isEqualTo(ROUTES);
    }

    @Test
    void saysNothingToThoseWhoSeeNothing() {
        for (var role : List.of("manager", Roles.ANALYST, Roles.BI, Roles.DELEGATE)) {
            assertThat(lens(role)).as(role).isEmpty();
        }
    }

    private Map<String, List<String>> lens(String role) {
        return lens().stream()
                .filter(view -> role.equals(view.get("role")))
                .findFirst()
                .map(VisibilityTest::routes)
                .orElseThrow();
    }

    private List<Map<String, Object>> lens() {
        return acme.as(Roles.PARTICIPANT, ada).get("/v1/visibility").jsonPath().getList("roles");
    }

    @SuppressWarnings("unchecked") // JSON
    private static Map<String, List<String>> routes(Map<String, Object> view) {
        var sees = (List<Map<String, Object>>) Objects.requireNonNull(view.get("sees"));
        return sees.stream()
                .collect(Collectors.toMap(seen -> (String) Objects.requireNonNull(seen.get("route")), seen ->
                        (List<String>) Objects.requireNonNull(seen.get("fields"))));
    }

    /** The fields about Ada, or about a group with her in it, that a caller of the role gets. */
    private Set<String> fields(String role, String route) {
        var caller = role.equals(Roles.BI)
                ? acme.as(role).contentType("application/json")
                : acme.as(role, Set.of(Roles.PROVIDER, Roles.PARTICIPANT).contains(role) ? other : GUS);
        var answer = switch (route) {
            case "POST /v1/directory:resolve" ->
                caller.body(Map.of("persons", List.of(ada))).post("/v1/directory:resolve");
            case "GET /v1/decisions" -> caller.get("/v1/decisions");
            case "GET /v1/decisions/{id}" -> caller.get("/v1/decisions/" + decision);
            case "GET /v1/programmes/{id}/funnel" -> caller.get("/v1/programmes/" + programme + "/funnel");
            case "GET /v1/people/{id}/consent-ledger" -> caller.get("/v1/people/" + ada + "/consent-ledger");
            case "GET /v1/people/{id}/employment-history" -> caller.get("/v1/people/" + ada + "/employment-history");
            default -> caller.get("/v1/audit?about=" + ada);
        };
        return answer.statusCode() == 200 ? fieldsOf(answer, route) : Set.of();
    }

    private Set<String> fieldsOf(Response answer, String route) {
        var json = answer.jsonPath();
        Map<String, @Nullable Object> one = switch (route) {
            case "POST /v1/directory:resolve" -> json.getMap("'" + ada + "'");
            case "GET /v1/decisions/{id}", "GET /v1/programmes/{id}/funnel" -> json.getMap("");
            default -> json.getList("items").isEmpty() ? Map.of() : json.getMap("items[0]");
        };
        return one == null ? Set.of() : present(one, route);
    }

    /** An answer leaves out nothing but what the caller may not have: a field that is null for everybody counts as shown. */
    private static Set<String> present(Map<String, @Nullable Object> one, String route) {
        return one.entrySet().stream()
                .filter(field -> !route.endsWith(":resolve") || field.getValue() != null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
