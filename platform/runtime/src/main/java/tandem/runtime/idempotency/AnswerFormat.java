package tandem.runtime.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import tandem.runtime.problem.Problem;
import tandem.runtime.problem.ProblemType;
import tandem.runtime.problem.Refused;

/** Between what a resource method returns or throws and the answer that is kept. */
@ApplicationScoped
class AnswerFormat {

    private static final String SLUG_PREFIX = new ProblemType("", 0, "").uri();

    private final ObjectMapper mapper;

    AnswerFormat(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    Answer of(String request, @Nullable Object returned) {
        return switch (returned) {
            case null -> new Answer(request, 204, null, null);
            case Response response ->
                new Answer(request, response.getStatus(), text(response.getLocation()), json(response.getEntity()));
            case RestResponse<?> response ->
                new Answer(request, response.getStatus(), text(response.getLocation()), json(response.getEntity()));
            default ->
                new Answer(request, 200, null, json(returned)); // the method's own status annotation applies again
        };
    }

    Answer of(String request, Refused refusal) {
        var problem = Problem.of(refusal.type(), refusal.detail(), refusal.context());
        return new Answer(request, problem.status(), null, json(problem));
    }

    /** What the method returned then; throws what it threw. */
    @Nullable
    Object restore(Answer answer, Method method) {
        if (answer.isRefusal()) {
            throw refusal(answer);
        }
        var type = method.getReturnType();
        if (type == Response.class) {
            return response(answer);
        }
        if (type == RestResponse.class) {
            return RestResponse.ResponseBuilder.create(answer.status())
                    .location(uri(answer.location()))
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(answer.body())
                    .build();
        }
        return answer.body() == null ? null : read(answer.body(), method);
    }

    private static Response response(Answer answer) {
        return Response.status(answer.status())
                .location(uri(answer.location()))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(answer.body())
                .build();
    }

    private Refused refusal(Answer answer) {
        try {
            Map<String, Object> members =
                    new HashMap<>(mapper.readValue(answer.body(), new TypeReference<Map<String, Object>>() {}));
            var slug = String.valueOf(members.remove("type")).substring(SLUG_PREFIX.length());
            var type = new ProblemType(slug, answer.status(), String.valueOf(members.remove("title")));
            members.remove("status");
            return new Refused(type, String.valueOf(members.remove("detail")), members);
        } catch (IOException e) {
            throw new IllegalStateException("A kept refusal cannot be read", e);
        }
    }

    private @Nullable Object read(String body, Method method) {
        try {
            return mapper.readValue(body, mapper.constructType(method.getGenericReturnType()));
        } catch (IOException e) {
            throw new IllegalStateException("A kept answer of " + method + " cannot be read", e);
        }
    }

    private @Nullable String json(@Nullable Object entity) {
        try {
            return entity == null ? null : mapper.writeValueAsString(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer that is no JSON: " + entity.getClass(), e);
        }
    }

    private static @Nullable String text(@Nullable URI location) {
        return location == null ? null : location.toString();
    }

    private static @Nullable URI uri(@Nullable String location) {
        return location == null ? null : URI.create(location);
    }
}
