package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.events.IntakeEvent.EmploymentChanged;
import tandem.events.IntakeEvent.EmploymentChanged.Aspect;
import tandem.events.IntakeEvent.EmploymentEnded;
import tandem.runtime.actor.Roles;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** SCIM as identity providers speak it. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class ScimTest {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String TANDEM = "urn:ietf:params:scim:schemas:extension:tandem:2.0:User";

    private final Company acme = new Company();

    @Test
    void createsAUserAndAnswersWhatItKept() {
        var answer = post(user("E1"));

        answer.then()
                .statusCode(201)
                .contentType("application/scim+json")
                .header("Location", startsWith("http"))
                .header("ETag", startsWith("W/\""))
                .body("userName", equalTo("e1@acme.example"))
                .body("externalId", equalTo("ext-E1"))
                .body("active", equalTo(true))
                .body("emails[0].value", equalTo("e1@acme.example"))
                .body("meta.resourceType", equalTo("User"))
                .body("'" + ENTERPRISE + "'.department", equalTo("RESEARCH_DEVELOPMENT"))
                .body("'" + TANDEM + "'.jobLevel", equalTo(3));
        assertThat(acme.person("E1").toString()).isNotEqualTo(answer.jsonPath().getString("id"));
    }

    @Test
    void refusesTheSameUserTwice() {
        post(user("E1"));

        post(user("E1"))
                .then()
                .statusCode(409)
                .contentType("application/scim+json")
                .body("schemas", hasItem("urn:ietf:params:scim:api:messages:2.0:Error"))
                .body("status", equalTo("409"))
                .body("scimType", equalTo("uniqueness"));
    }

    @Test
    void findsAnEmployeeWhoCameAnotherWay() {
        acme.employs("E1");

        var found = list("userName eq \"e1@example.com\"");

        assertThat(found.getInt("totalResults")).isEqualTo(1);
        assertThat(found.getString("Resources[0].'" + ENTERPRISE + "'.employeeNumber"))
                .isEqualTo("E1");
    }

    @Test
    void answersTheQuestionsProvidersAsk() {
        var boss = post(user("BOSS")).jsonPath().getString("id");
        var report = user("E1");
        report.put(ENTERPRISE, Map.of("employeeNumber", "E1", "department", "Sales", "manager", Map.of("value", boss)));
        var id = post(report).jsonPath().getString("id");

        assertThat(total("userName eq \"" + UUID.randomUUID() + "\"")).isZero();
        assertThat(total("externalId eq \"ext-E1\"")).isOne();
        assertThat(total("id eq \"" + id + "\" and manager eq \"" + boss + "\""))
                .isOne();
        assertThat(total("id eq \"" + boss + "\" and manager eq \"" + boss + "\""))
                .isZero();
        assertThat(total("emails[type eq \"work\"].value eq \"e1@acme.example\""))
                .isOne();
        assertThat(total("emails[type eq \"work\" and value eq \"e1@acme.example\"]"))
                .isOne();
        assertThat(total("active eq true")).isEqualTo(2);
        assertThat(total("active eq \"False\"")).isZero();
        assertThat(total("userName eq \"e1@acme.example\" or externalId eq \"ext-BOSS\""))
                .isEqualTo(2);
        assertThat(total("not (userName eq \"e1@acme.example\")")).isOne();
        assertThat(total(ENTERPRISE + ":employeeNumber eq \"E1\"")).isOne();
        assertThat(total("meta.lastModified gt \"2001-01-01T00:00:00Z\"")).isEqualTo(2);
    }

    @Test
    void pagesThroughUsers() {
        for (int i = 0; i < 5; i++) {
            post(user("E" + i));
        }

        var page = call("?startIndex=4&count=3");

        assertThat(page.getInt("totalResults")).isEqualTo(5);
        assertThat(page.getInt("startIndex")).isEqualTo(4);
        assertThat(page.getInt("itemsPerPage")).isEqualTo(2);
        assertThat(call("?count=0").getInt("totalResults")).isEqualTo(5);
        assertThat(call("?attributes=userName").getMap("Resources[0]")).doesNotContainKeys("name", "emails", "meta");
        assertThat(call("?excludedAttributes=emails").getMap("Resources[0]")).doesNotContainKey("emails");
    }

    @Test
    void takesAPatchAsEntraSendsIt() {
        post(user("BOSS"));
        var boss = list("externalId eq \"ext-BOSS\"").getString("Resources[0].id");
        var id = enrolled("E1");

        patch(id, """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[
                 {"op":"Replace","path":"emails[type eq \\"work\\"].value","value":"new@acme.example"},
                 {"op":"Add","path":"%s:manager","value":"%s"},
                 {"op":"Add","path":"phoneNumbers[type eq \\"work\\"].value","value":"+49 30 1"},
                 {"op":"Replace","path":"%s:department","value":"Human Resources"},
                 {"op":"Add","value":{"name.givenName":"Augusta","%s:jobLevel":"4","active":"True"}}]}""".formatted(ENTERPRISE, boss, ENTERPRISE, TANDEM))
                .then()
                .statusCode(200)
                .body("emails[0].value", equalTo("new@acme.example"))
                .body("name.givenName", equalTo("Augusta"))
                .body("'" + ENTERPRISE + "'.manager.value", equalTo(boss))
                .body("'" + ENTERPRISE + "'.department", equalTo("HUMAN_RESOURCES"))
                .body("'" + TANDEM + "'.jobLevel", equalTo(4));

        assertThat(OutboxRows.events(acme.tenant(), EmploymentChanged.class))
                .singleElement()
                .satisfies(told -> assertThat(told.changed())
                        .containsExactlyInAnyOrder(Aspect.MANAGER, Aspect.DEPARTMENT, Aspect.LEVEL));
    }

    @Test
    void takesALeaveAndAReturnAsEntraAndOktaSendThem() {
        var id = enrolled("E1");

        patch(id, "{\"Operations\":[{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}]}")
                .then()
                .statusCode(200)
                .body("active", equalTo(false));
        patch(id, "{\"Operations\":[{\"op\":\"replace\",\"value\":{\"active\":true}}]}")
                .then()
                .statusCode(200)
                .body("active", equalTo(true));
        patch(id, "{\"Operations\":[{\"op\":\"replace\",\"value\":{\"active\":false}}]}")
                .then()
                .body("active", equalTo(false));

        assertThat(OutboxRows.events(acme.tenant(), EmploymentEnded.class)).hasSize(2);
        assertThat(OutboxRows.events(acme.tenant(), EmploymentChanged.class))
                .singleElement()
                .satisfies(told -> assertThat(told.changed()).containsExactly(Aspect.RETURN));
    }

    @Test
    void letsADeletedUserLeaveAndComeBackAsTheSame() {
        var id = enrolled("E1");

        users().delete("/scim/v2/Users/" + id).then().statusCode(204);

        users().get("/scim/v2/Users/" + id).then().statusCode(404).body("status", equalTo("404"));
        users().delete("/scim/v2/Users/" + id).then().statusCode(404);
        assertThat(total("userName eq \"e1@acme.example\"")).isZero();
        assertThat(OutboxRows.events(acme.tenant(), EmploymentEnded.class)).hasSize(1);
        post(user("E1")).then().statusCode(201).body("id", equalTo(id)).body("active", equalTo(true));
    }

    @Test
    void tellsNothingTwice() {
        var id = enrolled("E1");
        var body = "{\"Operations\":[{\"op\":\"replace\",\"path\":\"" + TANDEM + ":jobLevel\",\"value\":5}]}";

        var first = patch(id, body).header("ETag");
        var second = patch(id, body).header("ETag");
        put(id, read(id)).then().statusCode(200);

        assertThat(second).isEqualTo(first).isEqualTo(etag(id));
        assertThat(OutboxRows.events(acme.tenant(), EmploymentChanged.class)).hasSize(1);
    }

    @Test
    void announcesAUserUntilEnoughIsKnownToEmployThem() {
        var entra = new HashMap<String, Object>(user("E1"));
        entra.remove(TANDEM);
        entra.put("title", "Sales Manager");
        var id = post(entra).jsonPath().getString("id");
        assertThat(read(id)).doesNotContainKey("title");

        patch(id, """
                {"Operations":[{"op":"add","value":{"%s":{"jobLevel":2,"hiredOn":"2024-01-08T00:00:00Z"}}}]}""".formatted(TANDEM))
                .then()
                .statusCode(200)
                .body("'" + TANDEM + "'.jobRole", equalTo("SALES_MANAGER"))
                .body("'" + TANDEM + "'.hiredOn", equalTo("2024-01-08"));
        acme.enrols(acme.opens(), "E1");
    }

    @Test
    void changesOnlyTheVersionThatWasRead() {
        var id = post(user("E1")).jsonPath().getString("id");
        var stale = etag(id);
        patch(id, "{\"Operations\":[{\"op\":\"replace\",\"path\":\"name.familyName\",\"value\":\"King\"}]}");

        users().header("If-Match", stale)
                .body("{\"Operations\":[{\"op\":\"replace\",\"path\":\"name.familyName\",\"value\":\"Noel\"}]}")
                .patch("/scim/v2/Users/" + id)
                .then()
                .statusCode(412);
    }

    @Test
    void keepsWhatAReplacementDoesNotMention() {
        acme.employs("BOSS");
        var withBoss = user("E1");
        withBoss.put(
                ENTERPRISE, Map.of("employeeNumber", "E1", "department", "Sales", "manager", Map.of("value", "LATER")));
        var id = post(withBoss).jsonPath().getString("id");
        var plain = user("E1");
        plain.remove(TANDEM);
        plain.remove(ENTERPRISE);

        put(id, plain).then().statusCode(200).body("'" + TANDEM + "'.jobLevel", equalTo(3));
        acme.employs("LATER");

        assertThat(users().get("/scim/v2/Users/" + id).jsonPath().getString("'" + ENTERPRISE + "'.manager.value"))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName sw \"a\"",
                "userName eq",
                "password eq \"x\"",
                "((((((((((((userName eq \"a\"))))))))))))",
                "userName eq \"a\" xor id eq \"b\"",
                "meta.lastModified gt \"yesterday\""
            })
    void refusesAFilterItCannotAnswer(String filter) {
        users().get("/scim/v2/Users?filter=" + encoded(filter))
                .then()
                .statusCode(400)
                .body("scimType", equalTo("invalidFilter"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{",
                "{}",
                "{\"userName\":7}",
                "{\"userName\":\"a\",\"userName\":\"b\"}",
                "{\"userName\":\"a\\u0000b@acme.example\",\"name\":{\"givenName\":\"A\",\"familyName\":\"B\"}}",
                "{\"userName\":\"ada@acme.example\",\"name\":{\"givenName\":\"A\\ud800\",\"familyName\":\"B\"}}",
                "{\"userName\":\"ada@acme.example\",\"name\":{\"givenName\":\"A\",\"familyName\":\"B\"},\"active\":\"maybe\"}",
                "{\"userName\":\"ada@acme.example\",\"displayName\":\"Ada\"}",
                "{\"userName\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}}}}}}}}}}"
            })
    void refusesAUserThatIsNone(String body) {
        users().body(body)
                .post("/scim/v2/Users")
                .then()
                .statusCode(400)
                .contentType("application/scim+json")
                .body("schemas", hasItem("urn:ietf:params:scim:api:messages:2.0:Error"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Operations\":[]}",
                "{\"Operations\":[{\"op\":\"move\",\"path\":\"active\"}]}",
                "{\"Operations\":[{\"op\":\"replace\",\"path\":\"emails[type eq\",\"value\":\"x\"}]}",
                "{\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":\"perhaps\"}]}",
                "{\"Operations\":[{\"op\":\"remove\",\"path\":\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department\"}]}",
                "{\"Operations\":[{\"op\":\"replace\",\"path\":\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber\",\"value\":\"E2\"}]}",
                "{\"Operations\":[{\"op\":\"replace\",\"value\":\"active\"}]}"
            })
    void refusesAPatchThatMakesNoSense(String body) {
        var id = post(user("E1")).jsonPath().getString("id");

        patch(id, body).then().statusCode(400).contentType("application/scim+json");
    }

    @Test
    void answersInScimWhoeverAsks() {
        acme.as(Roles.PROGRAM_LEAD).get("/scim/v2/Users").then().statusCode(403).body("status", equalTo("403"));
        Company.call("nonsense").get("/scim/v2/Users").then().statusCode(401).contentType("application/scim+json");
        users().get("/scim/v2/Users/none").then().statusCode(404).contentType("application/scim+json");
    }

    @Test
    void showsNobodyOfAnotherTenant() {
        var id = new ScimTest().post(user("E1")).jsonPath().getString("id");

        users().get("/scim/v2/Users/" + id).then().statusCode(404);
        assertThat(total("userName eq \"e1@acme.example\"")).isZero();
    }

    @Test
    void saysWhatItCanDo() {
        users().get("/scim/v2/ServiceProviderConfig").then().statusCode(200).body("patch.supported", equalTo(true));
        users().get("/scim/v2/ResourceTypes").then().body("Resources[0].endpoint", equalTo("/Users"));
        users().get("/scim/v2/Schemas").then().body("totalResults", equalTo(3));
        users().get("/scim/v2/Schemas/" + TANDEM).then().statusCode(200).body("attributes.name", hasItem("jobLevel"));
    }

    // -----------------------------------------------------------------------------------------------------------------

    private String enrolled(String number) {
        var id = post(user(number)).jsonPath().getString("id");
        acme.enrols(acme.opens(), number);
        return id;
    }

    private static Map<String, Object> user(String number) {
        var address = number.toLowerCase(java.util.Locale.ROOT) + "@acme.example";
        var user = new HashMap<String, Object>();
        user.put("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE, TANDEM));
        user.put("userName", address);
        user.put("externalId", "ext-" + number);
        user.put("name", Map.of("givenName", "Given" + number, "familyName", "Family" + number));
        user.put("active", true);
        user.put("emails", List.of(Map.of("value", address, "type", "work", "primary", true)));
        user.put("phoneNumbers", List.of(Map.of("value", "+49 30 1", "type", "work")));
        user.put(ENTERPRISE, Map.of("employeeNumber", number, "department", "Research & Development"));
        user.put(TANDEM, Map.of("jobRole", "Manager", "jobLevel", 3, "hiredOn", "2020-01-01"));
        return user;
    }

    private RequestSpecification users() {
        return acme.as(Roles.HRIS).contentType("application/scim+json");
    }

    private Response post(Map<String, Object> user) {
        return users().body(user).post("/scim/v2/Users");
    }

    private Response put(String id, Map<String, Object> user) {
        return users().body(user).put("/scim/v2/Users/" + id);
    }

    private Response patch(String id, String body) {
        return users().body(body).patch("/scim/v2/Users/" + id);
    }

    private Map<String, Object> read(String id) {
        return users().get("/scim/v2/Users/" + id).jsonPath().getMap("");
    }

    private String etag(String id) {
        return users().get("/scim/v2/Users/" + id).header("ETag");
    }

    private int total(String filter) {
        return list(filter).getInt("totalResults");
    }

    private JsonPath list(String filter) {
        return call("?filter=" + encoded(filter));
    }

    private JsonPath call(String query) {
        var answer = users().get("/scim/v2/Users" + query);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static String encoded(String filter) {
        return URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }
}
