package tandem.runtime.openapi;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/** What the scanner does not know of the JSON we write: identifiers are texts, trees are whatever, and {@code @Nullable} means null. */
final class JsonShapes {

    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName JSON_VALUE = DotName.createSimple(JsonValue.class);
    private static final DotName UNWRAPPED = DotName.createSimple(JsonUnwrapped.class);
    private static final DotName UUID = DotName.createSimple(java.util.UUID.class);

    private final List<ClassInfo> records;

    JsonShapes(IndexView index) {
        records = index.getKnownClasses().stream()
                .filter(type -> type.isRecord() && type.name().toString().startsWith("tandem."))
                .toList();
    }

    void correct(Components components) {
        openTrees(components);
        Map.copyOf(components.getSchemas()).forEach((name, schema) -> {
            if (schema.getProperties() != null) {
                recordOf(name, schema.getProperties().keySet())
                        .ifPresent(type -> valueOf(type)
                                .ifPresentOrElse(
                                        value -> components.addSchema(name, text(value)),
                                        () -> allowNulls(type, schema)));
            }
        });
    }

    /** The scanner takes a tree for a bean with the getters of Jackson. */
    private static void openTrees(Components components) {
        var schemas = components.getSchemas();
        if (schemas.containsKey("JsonNode")) {
            components.addSchema("JsonNode", OASFactory.createSchema());
        }
        if (schemas.containsKey("ObjectNode")) {
            components.addSchema("ObjectNode", OASFactory.createSchema().addType(SchemaType.OBJECT));
        }
        List.of("JsonNodeType", "JsonNodeFactory").forEach(components::removeSchema);
    }

    /** A schema is named as its record, followed by a number where several have that name and by its arguments where it is generic. */
    private Optional<ClassInfo> recordOf(String schema, Set<String> properties) {
        return records.stream()
                .filter(type -> schema.replaceAll("\\d+$", "").equals(type.simpleName())
                        || (!type.typeParameters().isEmpty() && schema.startsWith(type.simpleName())))
                .filter(type ->
                        members(type).map(RecordComponentInfo::name).toList().containsAll(properties))
                .findFirst();
    }

    /** What is written for a record: its components, and in place of one that is unwrapped, those of its record. */
    private Stream<RecordComponentInfo> members(ClassInfo type) {
        return type.recordComponents().stream()
                .flatMap(component -> type.field(component.name()).hasAnnotation(UNWRAPPED)
                        ? records.stream()
                                .filter(inner ->
                                        inner.name().equals(component.type().name()))
                                .flatMap(this::members)
                        : Stream.of(component));
    }

    /** The method whose result Jackson writes in place of the record. */
    private static Optional<MethodInfo> valueOf(ClassInfo type) {
        return type.methods().stream()
                .filter(method -> method.hasAnnotation(JSON_VALUE))
                .findFirst();
    }

    private static Schema text(MethodInfo value) {
        var text = OASFactory.createSchema().addType(SchemaType.STRING);
        return value.returnType().name().equals(UUID) ? text.format("uuid") : text;
    }

    /** A map whose values may be null: what was asked for and is not there. */
    void allowNullValues(Schema answer, Type returned) {
        var values = answer.getAdditionalPropertiesSchema();
        if (values != null
                && returned.kind() == Type.Kind.PARAMETERIZED_TYPE
                && returned.asParameterizedType().arguments().getLast().hasAnnotation(NULLABLE)) {
            answer.setAdditionalPropertiesSchema(orNull(values));
        }
    }

    private void allowNulls(ClassInfo type, Schema schema) {
        members(type)
                .filter(component -> component.type().hasAnnotation(NULLABLE))
                .map(RecordComponentInfo::name)
                .filter(schema.getProperties()::containsKey)
                .forEach(property -> allowNull(schema, property));
    }

    private static void allowNull(Schema schema, String name) {
        var property = Objects.requireNonNull(schema.getProperties().get(name));
        if (property.getRef() != null || property.getType() == null) {
            schema.addProperty(name, orNull(property));
        } else if (!property.getType().contains(SchemaType.NULL)) {
            property.addType(SchemaType.NULL);
        }
    }

    private static Schema orNull(Schema schema) {
        return OASFactory.createSchema()
                .anyOf(List.of(schema, OASFactory.createSchema().addType(SchemaType.NULL)));
    }
}
