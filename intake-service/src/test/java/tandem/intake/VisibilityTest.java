package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tandem.events.DecisionId;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.MatchApproved;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.events.RemovalId;
import tandem.events.RemovalScope;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.AuditSealService;
import tandem.testing.RealParts;
import tandem.testing.VisibilityRules;

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
            "POST /v1/decisions:simulate",
            "GET /v1/programmes/{id}/funnel",
            "POST /v1/programmes/{id}/participants",
            "POST /v1/nominations",
            "GET /v1/nominations",
            "GET /v1/people/{id}/consent-ledger",
            "GET /v1/people/{id}/employment-history",
            "GET /v1/receipts/{id}",
            "GET /v1/receipts/{id} as application/jose",
            "GET /v1/removals",
            "GET /v1/removals/{id}",
            "GET /v1/removals/{id} as application/jose",
            "GET /v1/audit");

    private final Company acme = new Company();
    private final Following others;
    private final AuditSealService sealer;
    private ProgrammeId programme = new ProgrammeId(UUID.randomUUID());
    private PersonId ada = GUS;
    private PersonId other = GUS;
    private DecisionId decision = new DecisionId(UUID.randomUUID());
    private String receipt = "";
    private RemovalId removal = new RemovalId(UUID.randomUUID());
    private RemovalId removed = removal;

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
        sharesANoteForAWhile();
        receipt = acme.as(Roles.PARTICIPANT, ada)
                .get("/v1/me/consent-ledger")
                .jsonPath()
                .getString("items[0].id");
        removal = withdraws(Purpose.CALENDAR);
        removed = withdraws(Purpose.IMPACT);
        others.report(acme.tenant(), ada, removed, RemovalScope.PURPOSE);
        acme.employs("E3", "E4");
        acme.lead()
                .body(Map.of("programme", programme, "employeeNumbers", List.of("E4")))
                .post("/v1/nominations");
        sealer.seal();
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
        VisibilityRules.check("tandem.intake", ROUTES);
    }

    @Test
    void saysNothingToThoseWhoSeeNothing() {
        for (var role : List.of("manager", Roles.BI, Roles.DELEGATE)) {
            assertThat(VisibilityRules.lens(visibility(), role)).as(role).isEmpty();
        }
    }

    @Test
    void showsAnalystsNobodyInASimulation() {
        assertThat(VisibilityRules.lens(visibility(), Roles.ANALYST))
                .containsOnlyKeys("POST /v1/decisions:simulate")
                .allSatisfy((route, fields) -> assertThat(fields).noneMatch(field -> field.startsWith("differences")));
    }

    private String visibility() {
        return acme.as(Roles.PARTICIPANT, ada).get("/v1/visibility").asString();
    }

    /** The fields about Ada, or about a group with her in it, that a caller of the role gets. */
    private Set<String> carried(String role, String route) {
        var caller = role.equals(Roles.BI)
                ? acme.as(role).contentType("application/json")
                : acme.as(role, Set.of(Roles.PROVIDER, Roles.PARTICIPANT).contains(role) ? other : GUS);
        var answer = switch (route) {
            case "POST /v1/directory:resolve" ->
                caller.body(Map.of("persons", List.of(ada))).post("/v1/directory:resolve");
            case "GET /v1/decisions" -> caller.get("/v1/decisions");
            case "GET /v1/decisions/{id}" -> caller.get("/v1/decisions/" + decision);
            case "POST /v1/decisions:simulate" ->
                caller.body(Map.of("programme", programme, "policyVersion", 1)).post("/v1/decisions:simulate");
            case "GET /v1/programmes/{id}/funnel" -> caller.get("/v1/programmes/" + programme + "/funnel");
            case "POST /v1/programmes/{id}/participants" ->
                caller.body(Map.of("employeeNumbers", List.of("E1", "NOBODY")))
                        .post("/v1/programmes/" + programme + "/participants");
            case "POST /v1/nominations" ->
                caller.body(Map.of("programme", programme, "employeeNumbers", List.of("E3")))
                        .post("/v1/nominations");
            case "GET /v1/nominations" -> caller.get("/v1/nominations");
            case "GET /v1/people/{id}/consent-ledger" -> caller.get("/v1/people/" + ada + "/consent-ledger");
            case "GET /v1/people/{id}/employment-history" -> caller.get("/v1/people/" + ada + "/employment-history");
            case "GET /v1/receipts/{id}" -> caller.get("/v1/receipts/" + receipt);
            case "GET /v1/receipts/{id} as application/jose" ->
                caller.accept("application/jose").get("/v1/receipts/" + receipt);
            case "GET /v1/removals" -> caller.get("/v1/removals");
            case "GET /v1/removals/{id}" -> caller.get("/v1/removals/" + held(role, removal));
            case "GET /v1/removals/{id} as application/jose" ->
                caller.accept("application/jose").get("/v1/removals/" + held(role, removed));
            default -> caller.get("/v1/audit?about=" + ada);
        };
        return answer.statusCode() < 300 ? VisibilityRules.fields(text(answer, route)) : Set.of();
    }

    /** The id of a removal is random and told to the person alone: another who takes part can only guess one. */
    private static RemovalId held(String role, RemovalId removal) {
        return Set.of(Roles.PROVIDER, Roles.PARTICIPANT).contains(role) ? new RemovalId(UUID.randomUUID()) : removal;
    }

    /** To a text that was published: the fullest receipt there is. */
    private void sharesANoteForAWhile() {
        acme.as(Roles.DATA_PROTECTION, GUS)
                .body(Map.of("content", "May this note be read?"))
                .put("/v1/consent-texts/NOTE_SHARING/2030-1/en");
        var answer = acme.as(Roles.PARTICIPANT, ada)
                .body(Map.of(
                        "granted",
                        true,
                        "textVersion",
                        "2030-1",
                        "language",
                        "en",
                        "expiresAt",
                        "2098-01-01T00:00:00Z",
                        "item",
                        Map.of("field", "NOTE", "recipient", "COACH", "about", UUID.randomUUID())))
                .put("/v1/me/consents/NOTE_SHARING");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    private RemovalId withdraws(Purpose purpose) {
        return RemovalId.of(acme.as(Roles.PARTICIPANT, ada)
                .body(Map.of("granted", false, "textVersion", "2030-1", "language", "en"))
                .put("/v1/me/consents/" + purpose)
                .jsonPath()
                .getString("removal"));
    }

    /** The answer, for names only those of Ada, for a signed one what was signed. */
    private String text(Response answer, String route) {
        if (route.endsWith("as application/jose")) {
            var payload = answer.asString().split("\\.", -1)[1];
            return new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
        }
        return route.endsWith(":resolve")
                ? answer.asString().replace("\"" + ada + "\":", "\"items\":").replaceFirst("}$", ",\"next\":null}")
                : answer.asString();
    }
}
