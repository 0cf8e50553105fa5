package tandem.runtime.problem;

import com.fasterxml.jackson.core.JacksonException;
import io.opentelemetry.api.trace.Span;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.StaleStateException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import tandem.runtime.failure.Failures;

/** Decides which problem a failure is. The first cause in its chain that says something about the request decides. */
public final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final String UNIQUE_VIOLATION = "23505";
    private static final int CAUSES_MAX = 20;

    private static final List<ProblemType> OF_HTTP = List.of(
            CommonProblems.BAD_REQUEST,
            CommonProblems.UNAUTHENTICATED,
            CommonProblems.FORBIDDEN,
            CommonProblems.NOT_FOUND,
            CommonProblems.METHOD_NOT_ALLOWED,
            CommonProblems.NOT_ACCEPTABLE,
            CommonProblems.TOO_LARGE,
            CommonProblems.UNSUPPORTED_MEDIA_TYPE,
            CommonProblems.TOO_MANY_REQUESTS,
            CommonProblems.OVERLOADED);

    private Problems() {}

    /** The problem of a failure. What nobody foresaw is logged here, once, with its stack trace. */
    public static Problem of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(CAUSES_MAX)
                .map(Problems::known)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> unknown(failure));
    }

    /** The problem behind a bare HTTP status, as the server itself answers it. */
    public static Problem ofStatus(int status) {
        return OF_HTTP.stream()
                .filter(type -> type.status() == status)
                .findFirst()
                .map(type -> Problem.of(type, type.title()))
                .orElseGet(() -> status < 500
                        ? new Problem("about:blank", "Refused", status, "HTTP status " + status, null, Map.of())
                        : Problem.of(CommonProblems.INTERNAL, traceId()));
    }

    private static @Nullable Problem known(Throwable cause) {
        return switch (cause) {
            case Refused refused -> Problem.of(refused.type(), refused.detail(), refused.context());
            case ConstraintViolationException violations -> Violations.problem(violations);
            case JacksonException unreadable -> UnreadableJson.problem(unreadable);
            case UnauthorizedException e -> ofStatus(401);
            case AuthenticationException e -> Problem.of(CommonProblems.UNAUTHENTICATED, "The token is not valid");
            case ForbiddenException e -> ofStatus(403);
            case OptimisticLockException e -> conflict();
            case StaleStateException e -> conflict();
            case WebApplicationException e
            when !(e.getCause() instanceof JacksonException || e.getCause() instanceof Refused) -> ofHttp(e);
            default -> null;
        };
    }

    private static @Nullable Problem ofHttp(WebApplicationException e) {
        var status = e.getResponse().getStatus();
        return status < 500 || status == CommonProblems.OVERLOADED.status() ? ofStatus(status) : null;
    }

    private static Problem unknown(Throwable failure) {
        if (UNIQUE_VIOLATION.equals(Failures.sqlState(failure))) {
            return conflict();
        }
        if (Failures.isTransient(failure)) {
            LOG.warnf("Answered 503: %s", innermost(failure)); // one line each: an outage makes thousands of them
            return Problem.of(CommonProblems.OVERLOADED, "Try again in " + Problem.RETRY_AFTER_SECONDS + " seconds");
        }
        LOG.error("Answered 500", failure);
        return Problem.of(CommonProblems.INTERNAL, traceId());
    }

    private static Throwable innermost(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(CAUSES_MAX)
                .reduce(failure, (outer, inner) -> inner);
    }

    private static Problem conflict() {
        return Problem.of(CommonProblems.CONFLICTING_UPDATE, "Read it again and repeat what is still wanted");
    }

    private static String traceId() {
        return Span.current().getSpanContext().getTraceId();
    }
}
