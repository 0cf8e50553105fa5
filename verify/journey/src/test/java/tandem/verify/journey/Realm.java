package tandem.verify.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** The realm as its administrator changes it. */
final class Realm {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String token;

    Realm(String url, String adminPassword) {
        this.url = url;
        var form = "grant_type=password&client_id=admin-cli&username=admin&password="
                + URLEncoder.encode(adminPassword, StandardCharsets.UTF_8);
        token = send(HttpRequest.newBuilder(URI.create(url + "/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)))
                .path("access_token")
                .asText();
    }

    /** How long tokens of a machine client live from now on. */
    void tokenLifespan(String clientId, int seconds) {
        var clients = url + "/admin/realms/tandem/clients";
        var client = (ObjectNode)
                send(authorised(clients + "?clientId=" + clientId).GET()).get(0);
        client.withObject("/attributes").put("access.token.lifespan", Integer.toString(seconds));
        send(authorised(clients + "/" + client.path("id").asText())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(client.toString())));
    }

    private HttpRequest.Builder authorised(String address) {
        return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(response + " " + response.body());
            }
            return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while changing the realm", e);
        }
    }
}
