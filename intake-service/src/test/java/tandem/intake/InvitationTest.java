package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.testing.RealParts;

/** Accounts by invitation. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class InvitationTest {

    private final Company acme = new Company();

    @Test
    void makesAnAccountWithTenantPersonAndRole() {
        var ada = person("ADA");

        invite(ada, "participant").statusCode(201).body("account", notNullValue());

        var user = FakeKeycloak.userOf(ada.toString()).orElseThrow();
        assertThat(user.at("/attributes/tenant/0").asText()).isEqualTo(acme.tenant());
        assertThat(FakeKeycloak.roleOf(user.get("id").asText())).isEqualTo("participant");
    }

    @Test
    void findsTheAccountMadeBefore() {
        var ada = person("BEA");
        var first = invite(ada, "participant").extract().jsonPath().getString("account");

        invite(ada, "provider").statusCode(201).body("account", equalTo(first));
    }

    @Test
    void refusesAnAddressWhoseAccountIsSomeoneElses() {
        var ada = person("CLEO");
        invite(ada, "participant");
        var elsewhere = new Company();
        elsewhere.employs("X");
        var twin = Company.employee("X");
        twin.put("email", acme.tenant() + "-cleo@example.com");
        twin.put("effectiveOn", "2029-05-01");
        elsewhere.accepted("tandem.hr.employee-upserted.v1", twin);

        elsewhere
                .lead()
                .body(Map.of("person", elsewhere.person("X"), "role", "participant"))
                .post("/v1/invitations")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/account-taken"));
    }

    @Test
    void answers503WhileTheIdentityProviderIsDown() {
        var ada = person("DORA");
        FakeKeycloak.down(true);
        try {
            invite(ada, "participant").statusCode(503).body("type", equalTo("/problems/identity-provider-down"));
        } finally {
            FakeKeycloak.down(false);
        }
    }

    @Test
    void invitesNobodyToARoleThatDecides() {
        invite(person("EVE"), "program-lead").statusCode(400);
    }

    @Test
    void invitesNobodyUnknown() {
        invite(new PersonId(UUID.randomUUID()), "participant").statusCode(404);
    }

    private PersonId person(String name) {
        var data = Company.employee(name);
        data.put("email", acme.tenant() + "-" + name.toLowerCase(Locale.ROOT) + "@example.com");
        acme.accepted("tandem.hr.employee-upserted.v1", data);
        return acme.person(name);
    }

    private ValidatableResponse invite(PersonId person, String role) {
        return acme.lead()
                .body(Map.of("person", person, "role", role))
                .post("/v1/invitations")
                .then();
    }
}
