package tandem.runtime.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;
import org.jboss.resteasy.reactive.ResponseStatus;
import tandem.runtime.actor.Roles;
import tandem.runtime.problem.Problem;
import tandem.runtime.problem.ProblemType;

/**
 * Completes the document when a service is built: names and tags of its operations, the problems they answer with, the headers that
 * idempotency and tenancy want, and the examples and descriptions of the {@link Guide}.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiFilter implements OASFilter {

    private static final String PROBLEM = "Problem";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String TENANT = "Tandem-Tenant";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ResourceMethods methods;
    private final ProblemTypes types;
    private final JsonShapes shapes;
    private final Guide guide;

    public ApiFilter(IndexView index) {
        methods = new ResourceMethods(index);
        types = new ProblemTypes(index);
        shapes = new JsonShapes(index);
        guide = Guide.read();
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        share(api.getComponents());
        shapes.correct(api.getComponents());
        var tags = new TreeSet<String>();
        for (var path : api.getPaths().getPathItems().entrySet()) {
            for (var operation : path.getValue().getOperations().entrySet()) {
                methods.find(operation.getKey(), path.getKey()).ifPresent(method -> {
                    describe(path.getKey(), operation.getValue(), path.getValue(), method, api.getComponents());
                    tags.addAll(operation.getValue().getTags());
                });
            }
        }
        api.setTags(tags.stream()
                .map(name -> OASFactory.createTag()
                        .name(name)
                        .description(guide.tags().get(name)))
                .toList());
    }

    private void describe(String route, Operation operation, PathItem path, MethodInfo method, Components components) {
        operation.setOperationId(nameOf(method));
        operation.setTags(List.of(featureOf(method)));
        ResourceMethods.summary(method).ifPresent(operation::setSummary);
        if (Refusals.isOpen(method)) {
            operation.setSecurity(List.of());
        }
        settleStatus(operation, method);
        dropQualities(operation);
        allowNulls(operation, method);
        addHeaders(operation, method, components);
        describeParameters(operation, path);
        addProblems(route, operation, method, components);
        addExamples(operation);
    }

    /** As in {@code programmeOpen}: unique, because a method is unique in its class and a feature has one resource of a name. */
    private static String nameOf(MethodInfo method) {
        var resource = method.declaringClass().simpleName().replaceAll("Resource$", "");
        var verb = method.name().replace("_", "");
        return lower(resource) + verb.substring(0, 1).toUpperCase(Locale.ROOT) + verb.substring(1);
    }

    private static String lower(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** The package: services are packaged by feature. */
    private static String featureOf(MethodInfo method) {
        var name = method.declaringClass().name().packagePrefix();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The scanner does not know {@code @ResponseStatus}, nor that nothing is answered with 204 whatever the method. */
    private static void settleStatus(Operation operation, MethodInfo method) {
        if (method.returnType().kind() == Type.Kind.VOID) {
            operation.getResponses().removeAPIResponse("200");
            operation.getResponses().removeAPIResponse("201");
            operation
                    .getResponses()
                    .addAPIResponse("204", OASFactory.createAPIResponse().description("Done"));
        }
        var status = method.annotation(DotName.createSimple(ResponseStatus.class));
        var answer = operation.getResponses().getAPIResponse("200");
        if (status != null && answer != null && status.value().asInt() != 200) {
            operation.getResponses().removeAPIResponse("200");
            operation
                    .getResponses()
                    .addAPIResponse(Integer.toString(status.value().asInt()), answer);
            if ("OK".equals(answer.getDescription())) {
                answer.setDescription("Created");
            }
        }
    }

    /** How much a type is preferred is no part of its name. */
    private static void dropQualities(Operation operation) {
        for (var response : operation.getResponses().getAPIResponses().values()) {
            var content = response.getContent();
            if (content != null) {
                Map.copyOf(content.getMediaTypes()).forEach((type, media) -> {
                    if (type.contains(";")) {
                        content.removeMediaType(type);
                        content.addMediaType(type.substring(0, type.indexOf(';')), media);
                    }
                });
            }
        }
    }

    private void allowNulls(Operation operation, MethodInfo method) {
        operation.getResponses().getAPIResponses().values().stream()
                .flatMap(response -> Stream.ofNullable(response.getContent()))
                .flatMap(content -> content.getMediaTypes().values().stream())
                .flatMap(media -> Stream.ofNullable(media.getSchema()))
                .forEach(schema -> shapes.allowNullValues(schema, method.returnType()));
    }

    private static void addHeaders(Operation operation, MethodInfo method, Components components) {
        if (Refusals.isIdempotent(method)) {
            components.addParameter(
                    IDEMPOTENCY_KEY,
                    header(
                                    IDEMPOTENCY_KEY,
                                    "A text of the caller's own, such as a UUID: a repeated request is answered again")
                            .required(true));
            operation.addParameter(OASFactory.createParameter().ref(IDEMPOTENCY_KEY));
        }
        var roles = Refusals.roles(method);
        if (roles.contains(Roles.SERVICE) || roles.contains(Roles.SIMULATOR)) {
            components.addParameter(
                    TENANT, header(TENANT, "Whom a service acts for; that of the token counts for everyone else"));
            operation.addParameter(OASFactory.createParameter().ref(TENANT));
        }
    }

    private void describeParameters(Operation operation, PathItem path) {
        var parameters = new ArrayList<Parameter>();
        if (operation.getParameters() != null) {
            parameters.addAll(operation.getParameters());
        }
        if (path.getParameters() != null) {
            parameters.addAll(path.getParameters());
        }
        for (var parameter : parameters) {
            if (parameter.getName() != null && parameter.getDescription() == null) {
                guide.parameter(operation.getOperationId(), parameter.getName()).ifPresent(parameter::setDescription);
            }
        }
    }

    private void addProblems(String route, Operation operation, MethodInfo method, Components components) {
        var byStatus = new TreeMap<Integer, Map<String, ProblemType>>();
        Refusals.of(method, operation, types)
                .forEach(type -> byStatus.computeIfAbsent(type.status(), none -> new TreeMap<>())
                        .put(type.slug(), type));
        var declared = new TreeMap<>(operation.getResponses().getAPIResponses());
        declared.forEach((status, response) -> {
            if (status.startsWith("4") && response.getDescription() != null) {
                types.namedIn(response.getDescription(), Integer.parseInt(status))
                        .forEach(type -> byStatus.computeIfAbsent(type.status(), none -> new TreeMap<>())
                                .put(type.slug(), type));
            }
        });
        var dialect = guide.dialectOf(route);
        byStatus.forEach((status, problems) -> {
            var key = status.toString();
            var known = declared.get(key);
            var all = List.copyOf(problems.values());
            if (known == null || isGeneric(known)) {
                operation
                        .getResponses()
                        .addAPIResponse(
                                key,
                                dialect.map(own -> own.response(status).description(describe(all)))
                                        .orElseGet(() -> shared(all, components)));
            } else if (dialect.isEmpty() && known.getContent() == null) {
                known.setContent(content(all));
            }
        });
        dialect.ifPresent(own -> declared.forEach((status, response) -> {
            if (status.startsWith("4") && !isGeneric(response)) {
                response.setContent(own.response(Integer.parseInt(status)).getContent());
            }
        }));
        operation
                .getResponses()
                .setDefaultValue(dialect.map(own -> own.response(500).description("Any other failure"))
                        .orElseGet(() -> OASFactory.createAPIResponse().ref(PROBLEM)));
    }

    private static boolean isGeneric(APIResponse response) {
        var description = response.getDescription();
        return description == null
                || List.of("Not Authorized", "Not Allowed", "Bad Request").contains(description);
    }

    /** One response for all operations that refuse a status for the same reasons. */
    private static APIResponse shared(List<ProblemType> problems, Components components) {
        var name = String.join(".", problems.stream().map(ProblemType::slug).toList());
        if (components.getResponses() == null || !components.getResponses().containsKey(name)) {
            components.addResponse(
                    name,
                    OASFactory.createAPIResponse()
                            .description(describe(problems))
                            .content(content(problems)));
        }
        return OASFactory.createAPIResponse().ref(name);
    }

    private static String describe(List<ProblemType> problems) {
        return String.join("; ", problems.stream().map(ProblemType::title).toList());
    }

    private static Content content(List<ProblemType> problems) {
        var media =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM));
        for (var type : problems) {
            var example = new LinkedHashMap<String, Object>();
            example.put("type", type.uri());
            example.put("title", type.title());
            example.put("status", type.status());
            example.put("detail", type.title());
            media.addExample(type.slug(), OASFactory.createExample().value(example));
        }
        return OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, media);
    }

    private void addExamples(Operation operation) {
        var entry = guide.of(operation.getOperationId());
        var body = operation.getRequestBody();
        if (body != null) {
            if (body.getContent() == null || body.getContent().hasMediaType("application/octet-stream")) {
                body.setContent(named(entry.requests()));
            }
            fill(body.getContent(), "", entry.requests());
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2") && response.getContent() != null) {
                fill(response.getContent(), status, entry.answers());
            }
        });
    }

    /** Where a method reads bytes, the guide knows what they may be. */
    private static Content named(Map<String, JsonNode> examples) {
        var content = OASFactory.createContent();
        examples.keySet().forEach(type -> content.addMediaType(type, OASFactory.createMediaType()));
        return content;
    }

    private static void fill(Content content, String status, Map<String, JsonNode> examples) {
        content.getMediaTypes()
                .forEach((type, media) -> Guide.example(examples, status, type).ifPresent(example -> {
                    media.setExample(JSON.convertValue(example, Object.class));
                    media.setExamples(null);
                    if (type.endsWith("json") && (media.getSchema() == null || isBytes(media.getSchema()))) {
                        media.setSchema(OASFactory.createSchema()
                                .addType(example.isArray() ? SchemaType.ARRAY : SchemaType.OBJECT));
                    }
                }));
    }

    /** What a method reads or writes as it comes has no record that would be a schema. */
    private static boolean isBytes(Schema schema) {
        return "binary".equals(schema.getFormat());
    }

    private static void share(Components components) {
        components.addSchema(PROBLEM, problem());
        components.addResponse(
                PROBLEM,
                OASFactory.createAPIResponse()
                        .description("Any other failure")
                        .content(OASFactory.createContent()
                                .addMediaType(
                                        Problem.MEDIA_TYPE,
                                        OASFactory.createMediaType()
                                                .schema(OASFactory.createSchema()
                                                        .ref(PROBLEM)))));
    }

    private static Parameter header(String name, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .description(description)
                .schema(text().maxLength(255));
    }

    private static Schema problem() {
        var flaw = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("pointer", text().description("Into the body, or ?name of a parameter"))
                .addProperty("detail", text());
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("RFC 9457; more members where docs/problems.md names them")
                .addProperty("type", text().description("/problems/<slug>, for programs"))
                .addProperty("title", text())
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("detail", text().description("For people"))
                .addProperty("instance", text())
                .addProperty(
                        "errors",
                        OASFactory.createSchema().addType(SchemaType.ARRAY).items(flaw))
                .required(List.of("type", "title", "status", "detail"));
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }
}
