package tandem.verify.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request of a recorded session, and what its answer must be. */
record Exchange(String does, Request request, Expected answer) {

    /** What one provisioner sends, in its order, with the headers that all its requests carry. */
    record Session(String client, List<String> documentation, Map<String, String> headers, List<Exchange> exchanges) {}

    /** A path below the base URL; {@code ${name}} stands for a value kept from an earlier answer. */
    record Request(String method, String path, @Nullable JsonNode body) {}

    /**
     * The status; values of the body by JSON pointer; headers by a regular expression; what the body must not have, by JSON pointer;
     * and what to keep of it, a JSON pointer by name.
     */
    record Expected(
            int status,
            @Nullable Map<String, JsonNode> body,
            @Nullable Map<String, String> headers,
            @Nullable List<String> absent,
            @Nullable Map<String, String> keep) {

        Map<String, JsonNode> values() {
            return Objects.requireNonNullElse(body, Map.of());
        }

        Map<String, String> patterns() {
            return Objects.requireNonNullElse(headers, Map.of());
        }

        List<String> missing() {
            return Objects.requireNonNullElse(absent, List.of());
        }

        Map<String, String> kept() {
            return Objects.requireNonNullElse(keep, Map.of());
        }
    }
}
