package tandem.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeycloakPartTest {
    private static PostgresPart postgres;
    private static KeycloakPart keycloak;
    private static Secrets secrets;
    private static Tokens tokens;

    @BeforeAll
    static void start() {
        var site = Sites.empty("keycloak");
        postgres = PostgresPart.in(site).durability(Durability.NONE).start();
        keycloak = KeycloakPart.in(site, Checkout.find(), postgres.server()).start();
        secrets = new Secrets(site);
        tokens = new Tokens(keycloak.realmUrl(), secrets);
    }

    @AfterAll
    static void stop() {
        keycloak.close();
        postgres.close();
    }

    @Test
    void aMachineTokenNamesItsTenantItsRoleAndTheAudience() throws IOException {
        var claims = claimsOf(tokens.machine("acme-hris"));
        assertThat(claims.path("tenant").asText()).isEqualTo("acme");
        assertThat(rolesIn(claims)).containsExactly("hris");
        assertThat(claims.path("aud").asText()).isEqualTo("tandem");
        assertThat(claims.path("azp").asText()).isEqualTo("acme-hris");
        assertThat(claims.path("iss").asText()).isEqualTo(keycloak.realmUrl());
        assertThat(claims.path("sub").asText()).isNotBlank();
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(300);
    }

    @Test
    void aServiceTokenNamesNoTenant() throws IOException {
        var claims = claimsOf(tokens.machine("session-service"));
        assertThat(claims.has("tenant")).isFalse();
        assertThat(rolesIn(claims)).containsExactly("service");
    }

    @Test
    void aDemoPersonsTokenNamesTenantAndPerson() throws IOException {
        var claims = claimsOf(tokens.person("hana-lead"));
        assertThat(claims.path("tenant").asText()).isEqualTo("globex");
        assertThat(UUID.fromString(claims.path("person").asText()).version()).isEqualTo(4);
        assertThat(rolesIn(claims)).containsExactly("program-lead");
    }

    @Test
    void anAccountIsMadeForASimulatedPerson() throws IOException {
        var person = UUID.randomUUID();
        var accounts = new Accounts(keycloak, tokens, secrets);
        accounts.enable("acme", "leader-0001", UUID.randomUUID(), "participant");
        accounts.enable("acme", "leader-0001", person, "participant");
        var claims = claimsOf(tokens.person("leader-0001"));
        assertThat(claims.path("tenant").asText()).isEqualTo("acme");
        assertThat(claims.path("person").asText()).isEqualTo(person.toString());
        assertThat(rolesIn(claims)).containsExactly("participant");
    }

    @Test
    void anAccountOfAMistypedTenantIsRefused() {
        var accounts = new Accounts(keycloak, tokens, secrets);
        assertThatThrownBy(() -> accounts.enable("Acme Inc.", "leader-0002", UUID.randomUUID(), "participant"))
                .hasMessageContaining("tenant");
    }

    @Test
    void noSecretOfTheRealmIsFixed() throws IOException {
        var realm = Http.JSON.readTree(Files.readString(Checkout.find().realm()));
        for (var client : realm.path("clients")) {
            assertThat(client.path("secret").asText("${")).startsWith("${");
        }
        for (var value : realm.findValues("credentials")) {
            assertThat(value.path(0).path("value").asText()).startsWith("${");
        }
        assertThat(secrets.client("acme-hris"))
                .isNotEqualTo(secrets.client("acme-bi"))
                .hasSizeGreaterThan(20);
    }

    @Test
    void aRestartKeepsAccountsAndKeys() throws IOException {
        var before = headerOf(tokens.machine("acme-bi")).path("kid").asText();
        keycloak.restart();
        var after = headerOf(new Tokens(keycloak.realmUrl(), secrets).machine("acme-bi"))
                .path("kid")
                .asText();
        assertThat(after).isEqualTo(before);
    }

    private static List<String> rolesIn(JsonNode claims) {
        var roles = new ArrayList<String>();
        claims.path("realm_access").path("roles").forEach(role -> roles.add(role.asText()));
        return roles;
    }

    private static JsonNode headerOf(String token) throws IOException {
        return part(token, 0);
    }

    private static JsonNode claimsOf(String token) throws IOException {
        return part(token, 1);
    }

    private static JsonNode part(String token, int index) throws IOException {
        return Http.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]));
    }
}
