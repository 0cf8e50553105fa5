package tandem.runtime.fetch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to ask of whom.
 *
 * @param authorization goes to the host of {@code target} alone, never with a redirect to another
 * @param bytesMax longest body of an answer that is read
 */
public record Fetch(
        String method,
        URI target,
        Map<String, String> headers,
        @Nullable String authorization,
        @Nullable String body,
        int bytesMax) {

    public static Fetch get(URI target, int bytesMax) {
        return new Fetch("GET", target, Map.of(), null, null, bytesMax);
    }

    /** The value of an Authorization header for a user and a password (RFC 7617). */
    public static String basic(String user, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    public Fetch authorized(@Nullable String value) {
        return new Fetch(method, target, headers, value, body, bytesMax);
    }

    public Fetch with(Map<String, String> others) {
        return new Fetch(method, target, others, authorization, body, bytesMax);
    }

    /** The same elsewhere; what proves who asks stays at home. */
    Fetch redirected(URI elsewhere) {
        return new Fetch(method, elsewhere, headers, isSameOrigin(elsewhere) ? authorization : null, body, bytesMax);
    }

    private boolean isSameOrigin(URI other) {
        return target.getScheme().equalsIgnoreCase(other.getScheme())
                && target.getHost().equalsIgnoreCase(other.getHost())
                && Target.port(target) == Target.port(other);
    }
}
