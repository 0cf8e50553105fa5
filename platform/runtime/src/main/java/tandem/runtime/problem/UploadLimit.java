package tandem.runtime.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Refuses a body that announces itself too large, as a problem: the server's own limit behind it answers without a word. */
@Singleton
class UploadLimit {

    private static final int EARLY = 10;

    private final long bytesMax;
    private final ObjectMapper json;

    UploadLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max, ObjectMapper json) {
        bytesMax = max.asLongValue();
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, EARLY);
    }

    private void check(RoutingContext request) {
        if (announced(request.request().getHeader(HttpHeaders.CONTENT_LENGTH)) > bytesMax) {
            request.response()
                    .setStatusCode(CommonProblems.TOO_LARGE.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .putHeader(HttpHeaders.CONNECTION, "close") // the body is not read
                    .end(text(request.request().path()));
        } else {
            request.next();
        }
    }

    private static long announced(@Nullable String length) {
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private String text(String path) {
        try {
            return json.writeValueAsString(Problem.of(CommonProblems.TOO_LARGE, "At most " + bytesMax + " bytes")
                    .at(path));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem is always JSON", e);
        }
    }
}
