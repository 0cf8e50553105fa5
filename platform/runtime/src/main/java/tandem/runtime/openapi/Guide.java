package tandem.runtime.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * What only people can say of an interface: what its parameters mean, and an example of each request and answer. The examples stand
 * in one file of each service, {@code openapi/guide.json}, and a test holds them to the schemas.
 *
 * @param tags what each feature is about
 * @param parameters descriptions by name; {@code operation.name} is stronger than {@code name}
 * @param operations examples by operation id
 * @param dialects parts of the interface whose standard has failures of its own
 */
record Guide(
        Map<String, String> tags,
        Map<String, String> parameters,
        Map<String, Entry> operations,
        List<Dialect> dialects) {

    /** What every service shares, and what it adds. */
    private static final String[] FILES = {"openapi/common-guide.json", "openapi/guide.json"};

    /**
     * The examples of one operation, by media type; {@code json} stands for whatever JSON type it has.
     *
     * @param request none for what has no body
     */
    record Entry(
            @Nullable Map<String, JsonNode> request,
            @Nullable Map<String, JsonNode> answer) {

        Map<String, JsonNode> requests() {
            return Objects.requireNonNullElse(request, Map.of());
        }

        Map<String, JsonNode> answers() {
            return Objects.requireNonNullElse(answer, Map.of());
        }
    }

    /** How routes below a path say no. */
    record Dialect(String path, String mediaType, ObjectNode example) {

        APIResponse response(int status) {
            var said = example.deepCopy().put("status", Integer.toString(status));
            return OASFactory.createAPIResponse()
                    .content(OASFactory.createContent()
                            .addMediaType(
                                    mediaType,
                                    OASFactory.createMediaType()
                                            .schema(OASFactory.createSchema().addType(SchemaType.OBJECT))
                                            .example(new ObjectMapper().convertValue(said, Object.class))));
        }
    }

    static Guide read() {
        var tags = new HashMap<String, String>();
        var parameters = new HashMap<String, String>();
        var operations = new HashMap<String, Entry>();
        var dialects = new ArrayList<Dialect>();
        for (var file : FILES) {
            var guide = read(file);
            tags.putAll(guide.tags());
            parameters.putAll(guide.parameters());
            operations.putAll(guide.operations());
            dialects.addAll(guide.dialects());
        }
        return new Guide(tags, parameters, operations, dialects);
    }

    Optional<Dialect> dialectOf(String route) {
        return dialects.stream()
                .filter(dialect -> route.startsWith(dialect.path()))
                .findFirst();
    }

    /** The example for a media type: the most particular of {@code 202 application/json}, {@code application/json}, {@code json}. */
    static Optional<JsonNode> example(Map<String, JsonNode> examples, String status, String mediaType) {
        return Stream.of(status + " " + mediaType, mediaType, mediaType.endsWith("json") ? "json" : mediaType)
                .map(examples::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    Entry of(String operation) {
        return operations.getOrDefault(operation, new Entry(null, null));
    }

    Optional<String> parameter(String operation, String name) {
        return Optional.ofNullable(parameters.getOrDefault(operation + "." + name, parameters.get(name)));
    }

    private static Guide read(String file) {
        try (var json = Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            return json == null
                    ? new Guide(Map.of(), Map.of(), Map.of(), List.of())
                    : new ObjectMapper().readValue(json, Guide.class);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is no guide", e);
        }
    }
}
