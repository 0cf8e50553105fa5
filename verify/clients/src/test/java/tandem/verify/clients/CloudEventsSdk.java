package tandem.verify.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The official JavaScript SDK of CloudEvents, sending from Node. */
final class CloudEventsSdk {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CloudEventsSdk() {}

    /** One request: its mode, {@code binary}, {@code structured} or {@code batched}, and its events. */
    record Request(String mode, List<Map<String, Object>> events) {
        Request(String mode, Map<String, Object> event) {
            this(mode, List.of(event));
        }
    }

    /** Sends them one after the other; the answers with status, media type and body. */
    static List<JsonNode> send(String sink, String token, Request... requests) {
        var input = Arrays.stream(requests).map(CloudEventsSdk::line).collect(Collectors.joining("\n", "", "\n"));
        var run = Node.run("test-classes/send.mjs", List.of(sink), Map.of("TANDEM_TOKEN", token), input);
        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isZero();
        var answers = new ArrayList<JsonNode>();
        run.output().lines().forEach(line -> answers.add(read(line)));
        assertThat(answers).hasSameSizeAs(requests);
        return answers;
    }

    private static String line(Request request) {
        try {
            return JSON.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON: " + request, e);
        }
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON: " + line, e);
        }
    }
}
