package tandem.simulator.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What a service answered: the status, the body as it came and as a tree. */
public record Answer(String request, int status, String text, JsonNode body) {

    /** This answer, when its status is one of those; otherwise the step failed with what the problem says. */
    public Answer expect(int... statuses) {
        if (Arrays.stream(statuses).noneMatch(expected -> expected == status)) {
            var said = text.length() > 800 ? text.substring(0, 800) + "…" : text;
            throw new StepFailed("%s answered %d instead of %s: %s"
                    .formatted(request, status, Arrays.stream(statuses).boxed().toList(), said));
        }
        return this;
    }

    /** A required text field. */
    public String string(String field) {
        return required(body, field).asText();
    }

    /** A required identifier. */
    public UUID id(String field) {
        return UUID.fromString(string(field));
    }

    /** The rows of a page, or of a bare list. */
    public List<JsonNode> rows() {
        return body.isArray() ? rowsOf(body) : rows("items");
    }

    /** The rows of a list by its name. */
    public List<JsonNode> rows(String name) {
        return rowsOf(required(body, name));
    }

    private static List<JsonNode> rowsOf(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    /** The slug of a problem, empty when the answer is none. */
    public String problem() {
        var type = body.path("type").asText("");
        return type.substring(type.lastIndexOf('/') + 1);
    }

    private JsonNode required(JsonNode node, String field) {
        var value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            throw new StepFailed(request + " answered without " + field + ": " + text);
        }
        return value;
    }
}
