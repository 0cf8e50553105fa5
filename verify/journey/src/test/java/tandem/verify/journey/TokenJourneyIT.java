package tandem.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.local.Service;
import tandem.simulator.client.Answer;
import tandem.simulator.client.Api;
import tandem.simulator.client.Pass;

/** What the services answer to a missing, stale, broken or misplaced token: a problem, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenJourneyIT {
    private static final Map<Service, String> PEOPLES = Map.of(
            Service.INTAKE, "/v1/programmes",
            Service.MATCHING, "/v1/matches",
            Service.SESSION, "/v1/engagements/00000000-0000-4000-8000-000000000000/sessions",
            Service.ANALYTICS, "/v1/metrics");
    private static final String MACHINES = "/internal/backlog";

    private final JourneyPlatform platform = JourneyPlatform.running();
    private final Api api = platform.api();
    private String expired = "";

    @BeforeAll
    void letATokenExpire() throws InterruptedException {
        var realm = new Realm(platform.keycloakUrl(), platform.keycloakAdminPassword());
        realm.tokenLifespan("acme-bi", 1);
        expired = platform.local().tokens().machine("acme-bi");
        Thread.sleep(2_500);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWithoutAToken(Service service) {
        assertProblem(api.anonymous().get(service, path(service)), 401, "unauthenticated");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnExpiredToken(Service service) {
        var stale = api.as(Pass.fixed("expired", expired));

        assertProblem(stale.get(service, path(service)), 401, "unauthenticated");
    }

    @ParameterizedTest
    @EnumSource
    void refusesATokenWhoseSignatureIsNotTheRealms(Service service) {
        var real = platform.local().tokens().person("ada-lead");
        var signature = real.substring(real.lastIndexOf('.') + 1);
        var forged = api.as(Pass.fixed("forged", real.replace(signature, new StringBuilder(signature).reverse())));

        assertProblem(forged.get(service, path(service)), 401, "unauthenticated");
    }

    @ParameterizedTest
    @EnumSource
    void refusesARoleThatMayNot(Service service) {
        var calendar = api.as(platform.people().machine("globex-delivery"));

        assertProblem(calendar.get(service, path(service)), 403, "forbidden");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAPersonWhoNamesAnotherTenant(Service service) {
        var stranger = api.as(platform.people().person("hana-lead").in("acme"));
        var answer = stranger.get(service, path(service));

        // the header is honoured for services and the simulator alone: a person stays in the tenant of the token
        assertThat(answer.text()).doesNotContain("Journey");
        assertThat(answer.status()).isIn(200, 403, 404);
    }

    @ParameterizedTest
    @EnumSource
    void keepsInternalResourcesFromPeople(Service service) {
        var lead = api.as(platform.people().person("ada-lead"));

        assertProblem(lead.get(service, MACHINES), 403, "forbidden");
    }

    private static String path(Service service) {
        return PEOPLES.getOrDefault(service, MACHINES);
    }

    private static void assertProblem(Answer answer, int status, String slug) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(slug);
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    }
}
