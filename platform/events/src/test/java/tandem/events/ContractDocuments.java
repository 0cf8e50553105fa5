package tandem.events;

import static tandem.events.ContractJson.MAPPER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the documents that integrators read from the records that the services run on: JSON Schema, AsyncAPI, docs/events.md. */
final class ContractDocuments {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();

    private static final Map<String, String> TOPIC_KEYS = Map.of(
            Topics.PROFILE, "<person>:<purpose>",
            Topics.INTAKE, "person or programme",
            Topics.MATCHING, "match (which is also the engagement), provider or person",
            Topics.SESSION, "engagement or person",
            Topics.IMPACT, "programme, provider or person");

    private final SchemaGenerator schemas = schemaGenerator();
    private final Map<String, Class<?>> records = new TreeMap<>(EventTypes.all());

    /** Every generated file by its path below the module's resources or the repository's docs. */
    Map<String, String> render() throws IOException {
        var files = new LinkedHashMap<String, String>();
        for (var event : records.entrySet()) {
            files.put("schema/" + event.getKey() + ".json", pretty(schemaOf(event.getKey(), event.getValue())));
        }
        files.put("asyncapi.yaml", YAML.writeValueAsString(asyncApi()));
        files.put("events.md", eventsPage());
        return files;
    }

    private ObjectNode schemaOf(String type, Class<?> event) {
        var schema = MAPPER.createObjectNode();
        var generated = schemas.generateSchema(event);
        schema.set("$schema", generated.get("$schema"));
        schema.put("$id", "urn:tandem:schema:" + type);
        generated.properties().stream()
                .filter(property -> !property.getKey().equals("$schema"))
                .forEach(property -> schema.set(property.getKey(), property.getValue()));
        return schema;
    }

    private ObjectNode asyncApi() {
        var document = MAPPER.createObjectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Tandem events")
                .put("version", "1.0.0")
                .put("description", "Facts the services of Tandem tell each other: CloudEvents 1.0, Kafka binary mode.")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        document.put("defaultContentType", "application/json");
        var channels = document.putObject("channels");
        var operations = document.putObject("operations");
        var messages = MAPPER.createObjectNode();
        for (var topic : Topics.ALL) {
            var family = topic.substring(topic.indexOf('.') + 1);
            var channel = channels.putObject(family).put("address", topic);
            channel.put("description", "Key: " + TOPIC_KEYS.get(topic) + ".");
            var channelMessages = channel.putObject("messages");
            typesOf(topic).forEach(event -> {
                channelMessages.putObject(event.getKey()).put("$ref", "#/components/messages/" + event.getKey());
                messages.set(event.getKey(), message(event.getKey(), event.getValue()));
            });
            channel.putObject("bindings")
                    .putObject("kafka")
                    .put("topic", topic)
                    .put("partitions", 12)
                    .putObject("topicConfiguration")
                    .putArray("cleanup.policy")
                    .add(topic.equals(Topics.PROFILE) ? "compact" : "delete");
            for (var action : List.of("send", "receive")) {
                operations
                        .putObject(action + capitalised(family))
                        .put("action", action)
                        .putObject("channel")
                        .put("$ref", "#/channels/" + family);
            }
        }
        var components = document.putObject("components");
        components.set("messages", messages);
        components.putObject("messageTraits").set("cloudEvent", cloudEventTrait());
        return document;
    }

    private ObjectNode message(String type, Class<?> event) {
        var message = MAPPER.createObjectNode().put("name", type).put("contentType", "application/json");
        message.put("x-purpose", purposeOf(event));
        message.putArray("traits").addObject().put("$ref", "#/components/messageTraits/cloudEvent");
        var payload = message.putObject("payload");
        payload.put("schemaFormat", "application/schema+json;version=draft-2020-12");
        payload.putObject("schema").put("$ref", "schema/" + type + ".json");
        return message;
    }

    private static ObjectNode cloudEventTrait() {
        var trait = MAPPER.createObjectNode();
        var headers = trait.putObject("headers").put("type", "object");
        var required = headers.putArray("required");
        var properties = headers.putObject("properties");
        Map<String, String> descriptions = new LinkedHashMap<>();
        descriptions.put("ce_specversion", "1.0");
        descriptions.put("ce_id", "UUIDv7; with ce_source the identity of the event");
        descriptions.put("ce_source", "publishing service");
        descriptions.put("ce_type", "see the message name");
        descriptions.put("ce_subject", "the aggregate; equals the record key");
        descriptions.put("ce_tenant", "tenant");
        descriptions.put("ce_time", "programme time, RFC 3339");
        descriptions.put("ce_sequence", "counter per subject");
        descriptions.forEach((header, description) -> {
            required.add(header);
            properties.putObject(header).put("type", "string").put("description", description);
        });
        for (var optional : List.of("ce_causationid", "traceparent")) {
            properties.putObject(optional).put("type", "string");
        }
        trait.putObject("bindings").putObject("kafka").putObject("key").put("type", "string");
        return trait;
    }

    private String eventsPage() {
        var page = new StringBuilder("""
                # Events

                Written from the records in `platform/events`; the build fails when this page is stale.
                A field with `?` may be absent. Unknown fields are ignored, change is additive.

                """);
        for (var family : families()) {
            page.append("## ").append(family).append("\n\n| type | purpose | fields |\n|---|---|---|\n");
            records.entrySet().stream()
                    .filter(event -> event.getKey().startsWith("tandem." + family + "."))
                    .forEach(event -> page.append("| `")
                            .append(event.getKey())
                            .append("` | ")
                            .append(purposeOf(event.getValue()))
                            .append(" | ")
                            .append(fieldsOf(event.getValue()))
                            .append(" |\n"));
            page.append('\n');
        }
        return page.toString().stripTrailing() + "\n";
    }

    private List<String> families() {
        return records.keySet().stream()
                .map(type -> type.split("\\.")[1])
                .distinct()
                .toList();
    }

    private Stream<Map.Entry<String, Class<?>>> typesOf(String topic) {
        return records.entrySet().stream().filter(event -> event.getKey().startsWith(topic + "."));
    }

    private static String purposeOf(Class<?> event) {
        var uses = event.getAnnotation(Uses.class);
        return uses == null ? "inbound" : uses.value().name();
    }

    private static String fieldsOf(Class<?> event) {
        return Stream.of(event.getRecordComponents())
                .map(component -> component.getName()
                        + (component.getAnnotatedType().isAnnotationPresent(Nullable.class) ? "?" : ""))
                .collect(Collectors.joining(", "));
    }

    private static SchemaGenerator schemaGenerator() {
        var builder = new SchemaGeneratorConfigBuilder(MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE))
                .with(new JakartaValidationModule(JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS));
        builder.forFields().withRequiredCheck(ContractDocuments::isRequired);
        builder.forTypesInGeneral()
                .withCustomDefinitionProvider((type, context) -> format(type.getErasedType()) == null
                        ? null
                        : new CustomDefinition(
                                context.getGeneratorConfig()
                                        .createObjectNode()
                                        .put("type", "string")
                                        .put("format", format(type.getErasedType())),
                                true));
        return new SchemaGenerator(builder.build());
    }

    private static boolean isRequired(FieldScope field) {
        return !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable String format(Class<?> type) {
        if (type == UUID.class || isId(type)) {
            return "uuid";
        }
        return Map.<Class<?>, String>of(
                        Instant.class, "date-time",
                        LocalDate.class, "date",
                        LocalTime.class, "time")
                .get(type);
    }

    private static boolean isId(Class<?> type) {
        return type.isRecord()
                && type.getRecordComponents().length == 1
                && type.getRecordComponents()[0].getType() == UUID.class;
    }

    private static String capitalised(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String pretty(JsonNode node) throws IOException {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    }
}
