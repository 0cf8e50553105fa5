package tandem.intake.programme;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The JSON Schema of policies, read off the record that checks them, so that the two cannot disagree. */
final class PolicySchema {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PolicySchema() {}

    static ObjectNode schema() {
        var schema = JSON.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:tandem:policy");
        schema.put("title", "Policy of a programme");
        schema.setAll(object(Policy.class));
        return schema;
    }

    /** The rules the value belongs to. */
    static List<String> rules(Class<?> section, String value) {
        return annotation(section, value, Rules.class)
                .map(rules -> List.of(rules.value()))
                .orElse(List.of());
    }

    private static ObjectNode object(Class<?> type) {
        var object = JSON.objectNode();
        object.put("type", "object");
        object.put("additionalProperties", false);
        var required = object.putArray("required");
        var properties = object.putObject("properties");
        for (var component : type.getRecordComponents()) {
            if (annotation(type, component.getName(), NotNull.class).isPresent()) {
                required.add(component.getName());
            }
            properties.set(component.getName(), value(type, component));
        }
        return object;
    }

    private static ObjectNode value(Class<?> section, RecordComponent component) {
        var type = component.getType();
        if (type.isRecord()) {
            return object(type);
        }
        var value = JSON.objectNode();
        if (type == Integer.class) {
            value.put("type", "integer");
            annotation(section, component.getName(), Min.class).ifPresent(min -> value.put("minimum", min.value()));
            annotation(section, component.getName(), Max.class).ifPresent(max -> value.put("maximum", max.value()));
        } else if (type == Boolean.class) {
            value.put("type", "boolean");
        } else if (type == String.class) {
            value.put("type", "string");
            annotation(section, component.getName(), Pattern.class)
                    .ifPresent(pattern -> value.put("pattern", "^(?:" + pattern.regexp() + ")$"));
        } else if (type.isEnum()) {
            var names = value.put("type", "string").putArray("enum");
            Arrays.stream(type.getEnumConstants()).map(String::valueOf).forEach(names::add);
        } else {
            throw new IllegalStateException("A policy has no values of " + type);
        }
        var rules = value.putArray("x-rules");
        rules(section, component.getName()).forEach(rules::add);
        return value;
    }

    private static <A extends Annotation> Optional<A> annotation(Class<?> section, String value, Class<A> type) {
        try {
            Field field = section.getDeclaredField(value);
            return Optional.ofNullable(field.getAnnotation(type));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("A component without its field", e);
        }
    }
}
