package tandem.intake.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.problem.Refused;

/**
 * Keycloak's admin REST API, as far as invitations need it. Every call is made with a fresh token of this service's own
 * account; a provider that is slow, down or refuses us is one and the same problem to the caller, who may try again.
 */
@ApplicationScoped
class IdentityClient {

    private final HttpClient http;
    private final ObjectMapper json;
    private final AccountsConfig config;
    private final String realm;

    IdentityClient(ObjectMapper json, AccountsConfig config) {
        this.json = json;
        this.config = config;
        this.realm = config.realmUrl();
        this.http = HttpClient.newBuilder()
                .connectTimeout(config.timeout())
                .followRedirects(Redirect.NEVER)
                .build();
    }

    /** The account of the person, made if there is none. An account of that address that is someone else's is refused. */
    String ensure(NewAccount account) {
        var token = token();
        var created = send(token, "POST", "/users", representation(account));
        if (created.statusCode() == 201) {
            var location = created.headers().firstValue("Location").orElseThrow(() -> down("no Location", null));
            return location.substring(location.lastIndexOf('/') + 1);
        }
        if (created.statusCode() != 409) {
            throw down("answered " + created.statusCode() + " to a new account", null);
        }
        return existing(token, account)
                .orElseThrow(() -> new Refused(AccountProblems.ACCOUNT_TAKEN, "The address has another account"));
    }

    /** Gives the account a role of the realm; having it already is no error. */
    void grant(String account, String role) {
        var token = token();
        var available = read(send(token, "GET", "/users/" + account + "/role-mappings/realm/available", null));
        for (var one : available) {
            if (one.path("name").asText().equals(role)) {
                var granted = send(token, "POST", "/users/" + account + "/role-mappings/realm", List.of(one));
                if (granted.statusCode() != 204) {
                    throw down("answered " + granted.statusCode() + " to a role", null);
                }
            }
        }
    }

    /** Takes the account away; one that is gone already is gone. */
    void remove(String account) {
        var removed = send(token(), "DELETE", "/users/" + account, null);
        if (removed.statusCode() != 204 && removed.statusCode() != 404) {
            throw down("answered " + removed.statusCode() + " to a removal", null);
        }
    }

    private Optional<String> existing(String token, NewAccount account) {
        var found = read(send(token, "GET", "/users?exact=true&max=2&email=" + encoded(account.email()), null));
        return StreamSupport.stream(found.spliterator(), false)
                .filter(user -> holds(user, "tenant", account.tenant())
                        && holds(user, "person", account.person().toString()))
                .map(user -> user.path("id").asText())
                .findFirst();
    }

    private static boolean holds(JsonNode user, String attribute, String value) {
        return user.path("attributes").path(attribute).path(0).asText().equals(value);
    }

    private static Map<String, Object> representation(NewAccount account) {
        return Map.of(
                "username", account.email(),
                "email", account.email(),
                "firstName", account.givenName(),
                "lastName", account.familyName(),
                "enabled", true,
                "attributes",
                        Map.of(
                                "tenant", List.of(account.tenant()),
                                "person", List.of(account.person().toString())),
                "requiredActions", List.of("UPDATE_PASSWORD"));
    }

    private String token() {
        var secret = config.clientSecret()
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> down("cannot be asked without tandem.accounts.client-secret", null));
        var form = "grant_type=client_credentials&client_id=intake-service&client_secret=" + encoded(secret);
        var response = exchange(HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        var token = read(response).path("access_token").asText();
        if (token.isEmpty()) {
            throw down("gave no token", null);
        }
        return token;
    }

    private HttpResponse<String> send(String token, String method, String path, @Nullable Object body) {
        return exchange(HttpRequest.newBuilder(URI.create(realm.replace("/realms/", "/admin/realms/") + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text(body))));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(config.timeout()).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw down("does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw down("was given up on", e);
        }
    }

    private JsonNode read(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw down("answered " + response.statusCode(), null);
        }
        try {
            return json.readTree(response.body());
        } catch (IOException e) {
            throw down("answered something that is no JSON", e);
        }
    }

    private String text(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (IOException e) {
            throw new IllegalStateException("A representation is always JSON", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Refused down(String how, @Nullable Exception cause) {
        var detail = "The identity provider " + how;
        return cause == null
                ? new Refused(AccountProblems.IDENTITY_PROVIDER_DOWN, detail)
                : new Refused(AccountProblems.IDENTITY_PROVIDER_DOWN, detail, cause);
    }

    /** Whom an account is for. */
    record NewAccount(String tenant, PersonId person, String givenName, String familyName, String email) {

        /** Only the pseudonym, lest a name reach a log. */
        @Override
        public String toString() {
            return "NewAccount[" + person + "]";
        }
    }
}
