package tandem.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The few routes of Keycloak's admin API that invitations use, over real HTTP, with its status codes: 201 and 409 for users,
 * 204 for roles and removals, 401 without the token it gave out.
 */
public final class FakeKeycloak implements QuarkusTestResourceLifecycleManager {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "fake-secret";
    private static final String TOKEN = "fake-token";
    private static final String ADMIN = "/admin/realms/tandem";
    private static final Map<String, JsonNode> USERS = new ConcurrentHashMap<>();
    private static final Map<String, String> ROLES = new ConcurrentHashMap<>();
    private static final AtomicBoolean DOWN = new AtomicBoolean();

    private @Nullable HttpServer server;

    static Optional<JsonNode> userOf(String person) {
        return USERS.values().stream()
                .filter(user -> user.at("/attributes/person/0").asText().equals(person))
                .findFirst();
    }

    static @Nullable String roleOf(String account) {
        return ROLES.get(account);
    }

    /** While it is down every call is answered with 503. */
    static void down(boolean down) {
        DOWN.set(down);
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", FakeKeycloak::answer);
        server.start();
        var realm = "http://localhost:" + server.getAddress().getPort() + "/realms/tandem";
        return Map.of("tandem.accounts.realm-url", realm, "tandem.accounts.client-secret", SECRET);
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange call) throws IOException {
        var body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var path = call.getRequestURI().getPath();
        if (DOWN.get()) {
            reply(call, 503, "");
        } else if (path.endsWith("/protocol/openid-connect/token")) {
            var known = body.contains("client_id=intake-service") && body.contains("client_secret=" + SECRET);
            reply(call, known ? 200 : 401, "{\"access_token\":\"" + TOKEN + "\"}");
        } else if (!("Bearer " + TOKEN).equals(call.getRequestHeaders().getFirst("Authorization"))) {
            reply(call, 401, "");
        } else if (path.equals(ADMIN + "/users")) {
            users(call, body);
        } else if (path.endsWith("/role-mappings/realm/available")) {
            reply(call, 200, "[{\"id\":\"1\",\"name\":\"participant\"},{\"id\":\"2\",\"name\":\"provider\"}]");
        } else if (path.endsWith("/role-mappings/realm")) {
            ROLES.put(path.split("/")[5], JSON.readTree(body).get(0).get("name").asText());
            reply(call, 204, "");
        } else {
            reply(call, USERS.remove(path.split("/")[5]) == null ? 404 : 204, "");
        }
    }

    private static void users(HttpExchange call, String body) throws IOException {
        if (call.getRequestMethod().equals("GET")) {
            var query = call.getRequestURI().getQuery();
            reply(
                    call,
                    200,
                    JSON.writeValueAsString(USERS.values().stream()
                            .filter(user ->
                                    query.contains("email=" + user.get("email").asText()))
                            .toList()));
            return;
        }
        var user = (ObjectNode) JSON.readTree(body);
        if (USERS.values().stream().anyMatch(other -> other.get("email").equals(user.get("email")))) {
            reply(call, 409, "{\"errorMessage\":\"User exists with same email\"}");
            return;
        }
        var id = UUID.randomUUID().toString();
        USERS.put(id, user.put("id", id));
        call.getResponseHeaders().put("Location", List.of("http://localhost" + ADMIN + "/users/" + id));
        reply(call, 201, "");
    }

    private static void reply(HttpExchange call, int status, String body) throws IOException {
        try (call) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            call.getResponseBody().write(bytes);
        }
    }
}
