package tandem.testing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tandem.runtime.actor.Roles;
import tandem.runtime.tenant.Tenants;
import tandem.testing.app.Taken;

/** From a posted event through PostgreSQL and Kafka to a listener, with nothing made by hand. */
@QuarkusTest
@WithTestResource(value = RealParts.class, initArgs = @ResourceArg(name = "kafka", value = "true"))
class ChainTest {

    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    Taken taken;

    @Inject
    Tenants tenants;

    @Test
    void bringsWhatWasPostedToTheListenerOnceAndInOrder() throws Exception {
        var batch = IntStream.range(0, 300).mapToObj(this::event).collect(Collectors.joining(",", "[", "]"));

        post(batch).statusCode(200);
        post(batch).statusCode(200);

        eventually(() -> heard().size() >= 300);
        awaitQuiet();
        assertThat(heard())
                .containsExactlyElementsOf(IntStream.range(0, 300)
                        .mapToObj(i -> "heard " + i + " because of /hr#" + i)
                        .toList());
    }

    @Test
    void showsNoBacklogWhenEverythingHasArrived() throws Exception {
        post("[" + event(1) + "]").statusCode(200);

        eventually(() -> heard().size() == 1);
        awaitQuiet();
        given().get("/q/health/ready").then().statusCode(200).body("status", is("UP"));
    }

    @Test
    void sendsAgainWithoutASecondEffect() throws Exception {
        post("[" + event(1) + "]").statusCode(200);
        eventually(() -> heard().size() == 1);

        given().auth()
                .oauth2(simulator())
                .header("Tandem-Tenant", tenant)
                .contentType("application/json")
                .body("{\"from\":\"2020-01-01T00:00:00Z\"}")
                .urlEncodingEnabled(false)
                .post("/internal/outbox:redrive")
                .then()
                .statusCode(200);

        awaitQuiet();
        assertThat(heard()).hasSize(1);
    }

    private void awaitQuiet() throws Exception {
        eventually(() -> {
            var backlog = given().auth()
                    .oauth2(simulator())
                    .header("Tandem-Tenant", tenant)
                    .get("/internal/backlog")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            return backlog.getLong("outbox") == 0 && backlog.getLong("lag") == 0;
        });
    }

    private List<String> heard() {
        return tenants.callAs(tenant, taken::all).stream()
                .filter(what -> what.startsWith("heard"))
                .toList();
    }

    private ValidatableResponse post(String batch) {
        return given().auth()
                .oauth2(Tokens.of(tenant).role(Roles.HRIS).sign())
                .contentType("application/cloudevents-batch+json")
                .body(batch.getBytes(UTF_8))
                .post("/v1/events")
                .then();
    }

    private String event(int number) {
        return """
                {"specversion":"1.0","id":"%d","source":"/hr","type":"tandem.hr.outcome-recorded.v1",
                 "data":{"employeeNumber":"%s","kind":"PROMOTION","value":%d,"observedOn":"2030-01-01"}}""".formatted(number, tenant, number);
    }

    private static String simulator() {
        return Tokens.ofNoTenant().role(Roles.SIMULATOR).sign();
    }

    private static void eventually(Check check) throws Exception {
        var deadline = System.nanoTime() + WITHIN.toNanos();
        while (!check.holds()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private interface Check {
        boolean holds() throws Exception;
    }
}
