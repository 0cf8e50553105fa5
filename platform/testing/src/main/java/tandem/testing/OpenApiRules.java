package tandem.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the OpenAPI document of a service owes its readers: each route named, explained, shown by an example, with its problems. */
public final class OpenApiRules {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> EMPTY = Set.of("202", "204");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    /** A protocol that describes itself: its resource type ResourceType is of the resourceType ResourceType. */
    private static final String SCIM = "application/scim+json";

    private static final Pattern NO_LETTERS = Pattern.compile("[^a-z]");

    private final JsonNode document;
    /** The document with every record closed: what a schema does not name, no example may have made up. */
    private final JsonNode closed;

    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final List<String> flaws = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private OpenApiRules(JsonNode document) {
        this.document = document;
        this.closed = closed(document.deepCopy());
    }

    /** Fails with every route of the running service that its document does not do justice to. */
    public static void check() {
        try {
            check(JSON.readTree(RestAssured.get("/q/openapi?format=json").asByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException("The document is no JSON", e);
        }
    }

    static void check(JsonNode document) {
        assertThat(new OpenApiRules(document).flaws())
                .as("Examples and descriptions belong into src/main/resources/openapi/guide.json")
                .isEmpty();
    }

    private List<String> flaws() {
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        document.path("tags")
                .forEach(tag -> require(
                        !tag.path("description").asText().isBlank(),
                        "tag " + tag.path("name").asText(),
                        "says nothing of what it is about"));
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> check(
                                operation.getKey() + " " + path.getKey(),
                                operation.getValue(),
                                path.getValue().path("parameters"))));
        return flaws;
    }

    private void check(String route, JsonNode operation, JsonNode shared) {
        require(!operation.path("summary").asText().isBlank(), route, "has no summary");
        require(!operation.path("tags").isEmpty(), route, "has no tag");
        require(names.add(operation.path("operationId").asText("")), route, "shares its operationId or has none");
        require(operation.path("security").isArray(), route, "says nothing of security");
        operation.path("parameters").forEach(parameter -> checkParameter(route, parameter));
        shared.forEach(parameter -> checkParameter(route, parameter));
        if (operation.has("requestBody")) {
            checkContent(route + ", request", operation.at("/requestBody/content"));
        }
        checkAnswers(route, operation);
    }

    private void checkParameter(String route, JsonNode parameter) {
        var found = resolved(parameter);
        require(
                !found.path("description").asText().isBlank(),
                route,
                "does not explain its parameter " + found.path("name").asText());
    }

    private void checkAnswers(String route, JsonNode operation) {
        var successes = 0;
        for (var answer : operation.path("responses").properties()) {
            var response = resolved(answer.getValue());
            var where = route + ", " + answer.getKey();
            require(!response.path("description").asText().isBlank(), where, "is not described");
            if (answer.getKey().startsWith("2")) {
                successes++;
                require(
                        EMPTY.contains(answer.getKey()) || response.has("content"),
                        where,
                        "says nothing of what it holds");
                checkContent(where, response.path("content"));
            } else if (answer.getKey().startsWith("4")) {
                checkProblem(where, response.path("content"));
            }
        }
        require(successes > 0, route, "never succeeds");
        var open = operation.path("security").isEmpty();
        require(open || operation.at("/responses/401").isObject(), route, "does not say what a missing token gets");
        require(operation.at("/responses/default").isObject(), route, "does not say what any other failure gets");
    }

    private void checkProblem(String where, JsonNode content) {
        var type = content.properties().stream().findFirst();
        require(
                type.isPresent()
                        && (type.get().getKey().equals("application/problem+json")
                                || type.get().getKey().equals(SCIM)),
                where,
                "is no problem");
        checkContent(where, content);
    }

    private void checkContent(String where, JsonNode content) {
        for (var type : content.properties()) {
            var media = type.getValue();
            var examples = new ArrayList<JsonNode>();
            if (media.has("example")) {
                examples.add(media.path("example"));
            }
            media.path("examples")
                    .forEach(example -> examples.add(resolved(example).path("value")));
            require(!examples.isEmpty(), where, "has no example of " + type.getKey());
            if (type.getKey().endsWith("json")) {
                require(media.path("schema").size() > 0, where, "has no schema of " + type.getKey());
                examples.forEach(example -> {
                    validate(where, media.path("schema"), example);
                    if (!type.getKey().equals(SCIM)) {
                        checkSaysSomething(where, "", example);
                    }
                });
            }
        }
    }

    private void validate(String where, JsonNode schema, JsonNode example) {
        var whole = JSON.createObjectNode();
        whole.set("components", closed.path("components"));
        whole.setAll((ObjectNode) closed(schema.deepCopy()));
        var validator = compiled(whole);
        validator
                .validate(example.toString(), InputFormat.JSON)
                .forEach(error -> flaws.add(where + ": its example does not fit: " + error));
    }

    /** A text that only repeats the name of its field was filled in by a machine and shows nobody what belongs there. */
    private void checkSaysSomething(String where, String field, JsonNode example) {
        if (example.isObject()) {
            example.properties().forEach(member -> checkSaysSomething(where, member.getKey(), member.getValue()));
        } else if (example.isArray()) {
            example.forEach(element -> checkSaysSomething(where, field, element));
        } else if (example.isTextual()) {
            var text = letters(example.asText());
            var name = letters(field);
            require(
                    text.isEmpty() || !(name.equals(text) || name.equals(text + "s")),
                    where,
                    "shows nothing by its example " + field + ": " + example.asText());
        }
    }

    private static String letters(String text) {
        return NO_LETTERS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static JsonNode closed(JsonNode node) {
        if (node instanceof ObjectNode schema
                && schema.path("properties").isObject()
                && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
        node.forEach(OpenApiRules::closed);
        return node;
    }

    private Schema compiled(JsonNode schema) {
        return schemas.getSchema(schema.toString(), InputFormat.JSON);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private void require(boolean holds, String where, String flaw) {
        if (!holds) {
            flaws.add(where + " " + flaw);
        }
    }
}
