package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.events.PersonId;
import tandem.runtime.actor.Roles;
import tandem.testing.RealParts;

/** What HR ever said of an employee, and who may read it. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class EmploymentHistoryTest {

    private static final String UPSERTED = "tandem.hr.employee-upserted.v1";
    private static final PersonId DAN = new PersonId(UUID.fromString("6c8a1f6e-4b7e-4d0c-9d55-2f1f53a5a00a"));

    private final Company acme = new Company();
    private PersonId ada = DAN;
    private PersonId boss = DAN;

    /** Hired, given a manager, corrected for a day long past, and gone. */
    @BeforeEach
    void live() {
        acme.employs("E1", "BOSS");
        ada = acme.person("E1");
        boss = acme.person("BOSS");
        acme.accepted(UPSERTED, stated("2029-03-01", Map.of("managerNumber", "BOSS", "jobLevel", 4)));
        acme.accepted(UPSERTED, stated("2019-01-01", Map.of("jobLevel", 1)));
        acme.accepted("tandem.hr.employee-left.v1", Map.of("employeeNumber", "E1", "leftOn", "2029-07-31"));
    }

    @Test
    void tellsHrEveryStatementTheNewestFirst() {
        hr().get(history(ada))
                .then()
                .statusCode(200)
                .body("items.effectiveOn", equalTo(List.of("2029-07-31", "2019-01-01", "2029-03-01", "2029-01-01")))
                .body("items.jobLevel", equalTo(List.of(4, 1, 4, 3)))
                .body("items[0].leftOn", equalTo("2029-07-31"))
                .body("items[0].manager", equalTo(boss.toString()))
                .body("items[3].manager", equalTo(null))
                .body("items[3].roleRisks", equalTo(List.of("BUDGET_AUTHORITY")))
                .body("items.way.unique()", equalTo(List.of("CLOUDEVENTS")));
    }

    @Test
    void tellsWhichWayEachStatementCame() {
        acme.as(Roles.HRIS)
                .contentType("application/scim+json")
                .body("""
                        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"e2@example.com",
                         "name":{"givenName":"Mary","familyName":"Somerville"},
                         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
                          {"employeeNumber":"E2","department":"Sales"},
                         "urn:ietf:params:scim:schemas:extension:tandem:2.0:User":
                          {"jobRole":"Manager","jobLevel":3,"hiredOn":"2020-01-01"}}""")
                .post("/scim/v2/Users")
                .then()
                .statusCode(201);

        hr().get(history(acme.person("E2"))).then().body("items.way", equalTo(List.of("SCIM")));
    }

    @Test
    void tellsThePersonTheSame() {
        var mine = acme.as(Roles.PARTICIPANT, ada).get("/v1/me/employment-history");

        mine.then().statusCode(200);
        assertThat(mine.asString()).isEqualTo(hr().get(history(ada)).asString());
    }

    @Test
    void givesItOutInPages() {
        var seen = new HashSet<String>();
        var cursor = "";
        do {
            var page = hr().get(history(ada) + "?limit=3" + cursor).jsonPath();
            seen.addAll(page.getList("items.id"));
            cursor = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
        } while (!cursor.isEmpty());

        assertThat(seen).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Roles.PROGRAM_LEAD,
                Roles.OPERATIONS_OWNER,
                Roles.STEERING,
                Roles.ANALYST,
                Roles.DATA_PROTECTION,
                Roles.PARTICIPANT,
                Roles.PROVIDER,
                Roles.DELEGATE
            })
    void showsItToNobodyElse(String role) {
        acme.as(role, DAN).get(history(ada)).then().statusCode(403);
    }

    @Test
    void tellsAPersonNothingOfOthers() {
        acme.as(Roles.PARTICIPANT, DAN)
                .get("/v1/me/employment-history")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void knowsNobodyOfAnotherTenant() {
        new Company().as(Roles.HR_PARTNER, DAN).get(history(ada)).then().statusCode(404);
    }

    private RequestSpecification hr() {
        return acme.as(Roles.HR_PARTNER, DAN);
    }

    private static String history(PersonId person) {
        return "/v1/people/" + person + "/employment-history";
    }

    private static Map<String, Object> stated(String effectiveOn, Map<String, Object> news) {
        var said = Company.employee("E1");
        said.putAll(news);
        said.put("effectiveOn", effectiveOn);
        return said;
    }
}
