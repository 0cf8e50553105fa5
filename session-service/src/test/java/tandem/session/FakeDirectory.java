package tandem.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.testing.Mailbox;

/**
 * Stands where intake-service and its token endpoint stand, with people that tests enter. Tests reach it over HTTP, because they run
 * in another class loader than it does.
 */
public final class FakeDirectory implements QuarkusTestResourceLifecycleManager {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "service-token";

    private final Map<String, String> people = new ConcurrentHashMap<>();
    private final AtomicBoolean down = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    /** Mail needs addresses: whoever is asked for them also has the server it goes to, so that all tests share one application. */
    private final Mailbox mailbox = new Mailbox();

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            var started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.createContext("/v1/directory:identify", this::identify);
            started.createContext("/v1/directory:resolve", this::resolve);
            started.createContext("/token", exchange -> answer(exchange, 200, """
                    {"access_token":"%s","token_type":"Bearer","expires_in":3600}""".formatted(TOKEN)));
            started.createContext("/test", this::instruct);
            started.start();
            server = started;
            var url = "http://localhost:" + started.getAddress().getPort();
            var config = new HashMap<>(mailbox.start());
            config.put("tandem.intake.url", url);
            config.put("quarkus.oidc-client.auth-server-url", url);
            config.put("quarkus.oidc-client.discovery-enabled", "false");
            config.put("quarkus.oidc-client.token-path", "/token");
            config.put("test.directory", url);
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        Objects.requireNonNull(server).stop(0);
        mailbox.stop();
    }

    /** From now on the person of the tenant has the address. */
    public static void enter(String tenant, String address, PersonId person) {
        tell("/test/enter?" + tenant + "|" + address + "|" + person);
    }

    /** Whether the directory answers at all. */
    public static void down(boolean down) {
        tell("/test/down?" + down);
    }

    /** How many addresses it was asked for since it was asked last. */
    public static int asked() {
        return Integer.parseInt(tell("/test/asked?"));
    }

    private static String tell(String path) {
        var url = ConfigProvider.getConfig().getValue("test.directory", String.class);
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url + path.replace("|", "%7C")))
                    .POST(BodyPublishers.noBody())
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void instruct(HttpExchange exchange) throws IOException {
        var words = exchange.getRequestURI().getQuery();
        switch (exchange.getRequestURI().getPath()) {
            case "/test/enter" ->
                people.put(words.substring(0, words.lastIndexOf('|')), words.substring(words.lastIndexOf('|') + 1));
            case "/test/down" -> down.set(Boolean.parseBoolean(words));
            default -> {}
        }
        answer(exchange, 200, String.valueOf(asked.getAndSet(0)));
    }

    private void identify(HttpExchange exchange) throws IOException {
        var tenant = exchange.getRequestHeaders().getFirst("Tandem-Tenant");
        if (down.get()) {
            answer(exchange, 503, "{}");
        } else if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
        } else {
            Map<String, @Nullable String> found = new LinkedHashMap<>();
            for (JsonNode address : JSON.readTree(exchange.getRequestBody()).get("addresses")) {
                asked.incrementAndGet();
                found.put(address.asText(), people.get(tenant + "|" + address.asText()));
            }
            answer(exchange, 200, JSON.writeValueAsString(found));
        }
    }

    private void resolve(HttpExchange exchange) throws IOException {
        if (down.get()) {
            answer(exchange, 503, "{}");
            return;
        }
        var tenant = exchange.getRequestHeaders().getFirst("Tandem-Tenant");
        Map<String, Map<String, String>> found = new LinkedHashMap<>();
        for (JsonNode person : JSON.readTree(exchange.getRequestBody()).get("persons")) {
            people.forEach((entry, known) -> {
                if (entry.startsWith(tenant + "|") && known.equals(person.asText())) {
                    var address = entry.substring(tenant.length() + 1);
                    found.put(known, Map.of("givenName", "Somebody", "familyName", "Else", "email", address));
                }
            });
        }
        answer(exchange, 200, JSON.writeValueAsString(found));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
