package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import tandem.runtime.actor.Roles;
import tandem.testing.RealParts;
import tandem.testing.TenancyRules;
import tandem.testing.Tokens;

/** What must not get in. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class BadInputTest {

    private static final String UPSERTED = "tandem.hr.employee-upserted.v1";

    private final Company acme = new Company();

    @Test
    void asksForAToken() {
        RestAssured.given()
                .contentType("application/cloudevents+json")
                .body(acme.event(UPSERTED, Company.employee("E1")))
                .post("/v1/events")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }

    @Test
    void refusesAnExpiredToken() {
        var claims = Tokens.of(acme.tenant()).role(Roles.HRIS).claims();
        claims.setExpirationTime(NumericDate.fromMilliseconds(1_000_000_000_000L));

        Company.call(Tokens.sign(claims)).get("/v1/vocabulary").then().statusCode(401);
    }

    @Test
    void refusesABodyThatIsNoJson() {
        acme.as(Roles.HRIS)
                .contentType("application/cloudevents+json")
                .body("{\"specversion\":\"1.0\",")
                .post("/v1/events")
                .then()
                .statusCode(400)
                .body("detail", not(containsString("jackson")));
    }

    @Test
    void refusesAnEventWithoutAnId() {
        var event = new HashMap<>(acme.event(UPSERTED, Company.employee("E1")));
        event.remove("id");

        acme.send(event).then().statusCode(400).body("type", equalTo("/problems/malformed-event"));
    }

    @Test
    void refusesATypeItDoesNotTake() {
        var cancelled = Map.<String, Object>of("uid", "u", "sequence", 0, "cancelledAt", "2026-01-05T09:00:00Z");

        assertThat(acme.refused("tandem.calendar.session-cancelled.v1", cancelled))
                .isEqualTo("unknown-event-type");
        assertThat(acme.refused("tandem.hr.salary-changed.v1", Map.of())).isEqualTo("unknown-event-type");
    }

    @Test
    void refusesAnEmployeeFromADeliveryTool() {
        acme.as(Roles.DELIVERY)
                .contentType("application/cloudevents+json")
                .body(acme.event(UPSERTED, Company.employee("E1")))
                .post("/v1/events")
                .then()
                .statusCode(403);
    }

    @Test
    void refusesABatchOfMoreThanAThousand() {
        var batch = IntStream.rangeClosed(0, 1000)
                .mapToObj(i -> acme.event(UPSERTED, Company.employee("E" + i)))
                .toList();

        acme.send(batch).then().statusCode(413).body("type", equalTo("/problems/batch-too-large"));
    }

    @Test
    void refusesABodyOfUnknownLengthOnceItIsTooLarge() throws Exception {
        var large = new byte[8 * 1024 * 1024 + 1];
        Arrays.fill(large, (byte) ' ');

        var answer = chunked(large);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("/problems/too-large");
    }

    @Test
    void takesABodyOfUnknownLength() throws Exception {
        var event = new ObjectMapper().writeValueAsBytes(acme.event(UPSERTED, Company.employee("E1")));

        assertThat(chunked(event).statusCode()).isEqualTo(202);
    }

    /** As clients send what they do not hold in memory: in chunks, without saying how long it will be. */
    private HttpResponse<String> chunked(byte[] body) throws IOException, InterruptedException {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/events"))
                            .header(
                                    "Authorization",
                                    "Bearer "
                                            + Tokens.of(acme.tenant())
                                                    .role(Roles.HRIS)
                                                    .sign())
                            .header("Content-Type", "application/cloudevents+json")
                            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    @Test
    void pointsAtEveryFlawOfTheData() {
        var flawed = Company.employee("E1");
        flawed.put("email", "not an address");
        flawed.put("jobLevel", 99);

        acme.send(acme.event(UPSERTED, flawed))
                .then()
                .statusCode(422)
                .body("errors.pointer.sort()", equalTo(List.of("/data/email", "/data/jobLevel")));
    }

    @Test
    void refusesOtherDataUnderAKnownIdentity() {
        var event = acme.event(UPSERTED, Company.employee("E1"));
        acme.send(event);
        var other = new HashMap<>(event);
        other.put("data", Company.employee("E2"));

        acme.send(other).then().statusCode(409).body("type", equalTo("/problems/event-conflict"));
    }

    @Test
    void ignoresATenantAMachineOfOneTenantAsksFor() {
        var globex = new Company();
        globex.employs("E1");

        acme.lead()
                .header("Tandem-Tenant", globex.tenant())
                .body(Map.of("employeeNumbers", List.of("E1")))
                .post("/v1/directory:find")
                .then()
                .statusCode(200)
                .body("E1", equalTo(null));
    }

    @Test
    void refusesATokenOfNoTenant() {
        Company.call(Tokens.ofNoTenant().role(Roles.PROGRAM_LEAD).sign())
                .get("/v1/programmes")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/tenant-missing"));
    }

    @Test
    void asksForAnIdempotencyKey() {
        Company.call(Tokens.of(acme.tenant()).role(Roles.PROGRAM_LEAD).sign())
                .contentType("application/json")
                .body(Company.plan())
                .post("/v1/programmes")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/idempotency-key-missing"));
    }

    @Test
    void fencesEveryTable() {
        TenancyRules.check();
    }
}
