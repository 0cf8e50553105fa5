package tandem.intake.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.util.List;
import java.util.Locale;

/** A form in one version: a JSON Schema 2020-12, which never changes. Nothing is ever fetched to read one. */
public final class Form {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .locale(Locale.ENGLISH)
                    .pathType(PathType.JSON_POINTER)
                    .build()));

    private static final String SPECIFICATION = "https://json-schema.org/draft/2020-12/schema";

    private final int version;
    private final JsonNode definition;
    private final Schema schema;

    Form(int version, JsonNode definition) {
        this.version = version;
        this.definition = definition;
        this.schema = SCHEMAS.getSchema(definition);
    }

    /** Where something posted as a form is none by the specification's own schema. */
    static List<Fault> malformed(JsonNode definition) {
        return faults(SCHEMAS.getSchema(SchemaLocation.of(SPECIFICATION)), definition);
    }

    public int version() {
        return version;
    }

    JsonNode definition() {
        return definition;
    }

    List<Fault> faults(JsonNode answers) {
        return faults(schema, answers);
    }

    private static List<Fault> faults(Schema schema, JsonNode instance) {
        return schema.validate(instance).stream()
                .map(error -> new Fault(error.getInstanceLocation().toString(), String.valueOf(error.getMessage())))
                .toList();
    }
}
