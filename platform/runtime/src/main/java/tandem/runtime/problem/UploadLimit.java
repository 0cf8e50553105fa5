package tandem.runtime.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a body that is too large, as a problem: the server's own limit behind it answers without a word. Where a service takes
 * files or streams, that limit is theirs, and everything else keeps to its own here, announced or not.
 */
@Provider
@Singleton
class UploadLimit implements ReaderInterceptor {

    private static final int EARLY = 10;
    private static final String STREAM = "application/x-ndjson";

    private final long bytesMax;
    private final long fileMax;
    private final Optional<String> filePath;
    private final Optional<String> streamPath;
    private final UriInfo uri;
    private final ObjectMapper json;

    UploadLimit(
            @ConfigProperty(name = "tandem.http.max-body-size") MemorySize max,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize fileMax,
            @ConfigProperty(name = "tandem.http.upload-path") Optional<String> filePath,
            @ConfigProperty(name = "tandem.http.stream-path") Optional<String> streamPath,
            @Context UriInfo uri,
            ObjectMapper json) {
        bytesMax = max.asLongValue();
        this.fileMax = fileMax.asLongValue();
        this.filePath = filePath;
        this.streamPath = streamPath;
        this.uri = uri;
        this.json = json;
    }

    /** A body of unknown length is counted while it is read. */
    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        if (!body.getHeaders().containsKey(HttpHeaders.CONTENT_LENGTH.toString())
                && limit(uri.getPath(), body.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE.toString())) < fileMax) {
            body.setInputStream(new CountedStream(body.getInputStream(), bytesMax));
        }
        return body.proceed();
    }

    private long limit(String path, @Nullable String type) {
        return filePath.filter(path::equals).isPresent() || isStream(path, type) ? fileMax : bytesMax;
    }

    /** What is taken line by line is never held as a whole. */
    private boolean isStream(String path, @Nullable String type) {
        return type != null
                && type.startsWith(STREAM)
                && streamPath.filter(path::equals).isPresent();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, EARLY);
    }

    private void check(RoutingContext request) {
        var max = limit(request.request().path(), request.request().getHeader(HttpHeaders.CONTENT_TYPE));
        if (announced(request.request().getHeader(HttpHeaders.CONTENT_LENGTH)) > max) {
            request.response()
                    .setStatusCode(CommonProblems.TOO_LARGE.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .putHeader(HttpHeaders.CONNECTION, "close") // the body is not read
                    .end(text(request.request().path(), max));
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

    private String text(String path, long max) {
        try {
            return json.writeValueAsString(Problem.of(CommonProblems.TOO_LARGE, "At most " + max + " bytes")
                    .at(path));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem is always JSON", e);
        }
    }

    /** Refuses to read on beyond the limit. */
    private static final class CountedStream extends FilterInputStream {
        private final long max;
        private long count;

        CountedStream(InputStream body, long max) {
            super(body);
            this.max = max;
        }

        @Override
        public int read() throws IOException {
            return (int) counted(super.read(), 1);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            counted(read, read);
            return read;
        }

        private long counted(int read, long bytes) {
            count += read < 0 ? 0 : bytes;
            if (count > max) {
                throw new Refused(CommonProblems.TOO_LARGE, "At most " + max + " bytes");
            }
            return read;
        }
    }
}
