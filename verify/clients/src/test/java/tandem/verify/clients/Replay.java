package tandem.verify.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tandem.verify.clients.Exchange.Expected;
import tandem.verify.clients.Exchange.Session;

/** Sends a recorded session again, byte for byte but for the identifiers that only the answers name. */
final class Replay {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> kept = new HashMap<>();
    private final Session session;
    private final String base;
    private final String token;

    Replay(Session session, String base, String token) {
        this.session = session;
        this.base = base;
        this.token = token;
    }

    static Session session(String file) {
        try (var json = Replay.class.getResourceAsStream("/scim/" + file)) {
            return JSON.readValue(json, Session.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    void play(Exchange exchange) {
        var response = send(exchange);
        var said = "%s %s answered %d %s"
                .formatted(
                        response.request().method(), response.request().uri(), response.statusCode(), response.body());
        assertThat(response.statusCode()).as(said).isEqualTo(exchange.answer().status());
        check(exchange.answer(), response, said);
    }

    private void check(Expected expected, HttpResponse<String> response, String said) {
        var body = read(response.body());
        expected.values()
                .forEach((pointer, value) ->
                        assertThat(body.at(pointer)).as(pointer + ": " + said).isEqualTo(filled(value)));
        expected.missing()
                .forEach(pointer ->
                        assertThat(body.at(pointer)).as(pointer + ": " + said).isInstanceOf(MissingNode.class));
        expected.patterns()
                .forEach((name, pattern) -> assertThat(response.headers().firstValue(name))
                        .as(name + ": " + said)
                        .hasValueSatisfying(value -> assertThat(value).matches(filled(pattern))));
        expected.kept().forEach((name, pointer) -> {
            assertThat(body.at(pointer).isValueNode()).as(pointer + ": " + said).isTrue();
            kept.put(name, body.at(pointer).asText());
        });
    }

    private HttpResponse<String> send(Exchange exchange) {
        var asked = exchange.request();
        var body = asked.body() == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(filled(asked.body().toString()));
        var request = HttpRequest.newBuilder(URI.create(base + filled(asked.path())))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .method(asked.method(), body);
        session.headers().forEach((name, value) -> {
            if (asked.body() != null || !name.equals("Content-Type")) {
                request.header(name, value);
            }
        });
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer to " + asked, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for an answer to " + asked, e);
        }
    }

    private JsonNode filled(JsonNode value) {
        return read(filled(value.toString()));
    }

    private String filled(String text) {
        var filled = text;
        for (var value : kept.entrySet()) {
            filled = filled.replace("${" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("No JSON: " + json, e);
        }
    }
}
