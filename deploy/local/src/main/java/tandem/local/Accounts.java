package tandem.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

/** Makes logins for simulated people through Keycloak's admin API, with the rights of the client {@code simulator}. */
public final class Accounts {
    private final String admin;
    private final Tokens tokens;
    private final Secrets secrets;

    public Accounts(KeycloakPart keycloak, Tokens tokens, Secrets secrets) {
        this.admin = keycloak.url() + "/admin/realms/tandem";
        this.tokens = tokens;
        this.secrets = secrets;
    }

    /**
     * The login {@code username} of this tenant with one realm role, linked to a person and open to the password of the demo people. A
     * login that is there, because the service invited the person or because this is done again, is completed.
     */
    public void enable(String tenant, String username, UUID person, String role) {
        var account = Http.JSON.createObjectNode().put("username", username).put("enabled", true);
        var attributes = account.putObject("attributes");
        attributes.putArray("tenant").add(tenant);
        attributes.putArray("person").add(person.toString());
        var created = send(request("/users").POST(json(account)), 201, 409);
        var id = idOf(username);
        if (created.statusCode() == 409) {
            send(request("/users/" + id).PUT(json(account)), 204);
        }
        var password = Http.JSON.createObjectNode().put("type", "password").put("temporary", false);
        password.put("value", secrets.people());
        send(request("/users/" + id + "/reset-password").PUT(json(password)), 204);
        var granted = Http.JSON
                .createArrayNode()
                .add(Http.json(send(request("/roles/" + role).GET(), 200)));
        send(request("/users/" + id + "/role-mappings/realm").POST(json(granted)), 204);
    }

    private String idOf(String username) {
        var found = Http.json(send(
                request("/users?exact=true&username=" + Http.encoded(username)).GET(), 200));
        if (found.size() != 1) {
            throw new PartFailed("Keycloak knows " + found.size() + " accounts named " + username);
        }
        return found.path(0).path("id").asText();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(admin + path))
                .header("Authorization", "Bearer " + tokens.machine("simulator"))
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher json(JsonNode body) {
        return HttpRequest.BodyPublishers.ofString(body.toString());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, int... expected) {
        var response = Http.send(request);
        for (var status : expected) {
            if (response.statusCode() == status) {
                return response;
            }
        }
        throw new PartFailed("Keycloak answered %d to %s %s: %s"
                .formatted(
                        response.statusCode(),
                        response.request().method(),
                        response.uri().getPath(),
                        response.body()));
    }
}
