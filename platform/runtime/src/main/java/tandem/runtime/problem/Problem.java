package tandem.runtime.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a caller sees of a failure: RFC 9457, with the context of the refusal as extension members. */
@JsonPropertyOrder({"type", "title", "status", "detail", "instance"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String instance,
        @JsonAnyGetter Map<String, Object> context) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** Member of the context that says after how many seconds it may be tried again. */
    public static final String RETRY_AFTER = "retryAfter";

    /** Seconds after which a caller may try again what failed for want of something. */
    static final int RETRY_AFTER_SECONDS = 2;

    public static Problem of(ProblemType type, String detail) {
        return of(type, detail, Map.of());
    }

    public static Problem of(ProblemType type, String detail, Map<String, Object> context) {
        return new Problem(type.uri(), type.title(), type.status(), detail, null, context);
    }

    /** All it says, for where it is a part of an answer and not the whole. */
    public Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", type);
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        members.putAll(context);
        return members;
    }

    Problem at(String path) {
        return new Problem(type, title, status, detail, path, context);
    }

    /** The headers that belong to the status. */
    Map<String, String> headers() {
        return switch (status) {
            case 401 -> Map.of("WWW-Authenticate", "Bearer");
            case 429 -> Map.of("Retry-After", String.valueOf(context.getOrDefault(RETRY_AFTER, RETRY_AFTER_SECONDS)));
            case 503 -> Map.of("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
            default -> Map.of();
        };
    }
}
