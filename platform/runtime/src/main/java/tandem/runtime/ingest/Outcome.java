package tandem.runtime.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tandem.runtime.problem.Problem;

/** What became of one posted event. Posting it again gives the same, but {@code duplicate} where it was accepted. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Outcome(
        @Nullable String source,
        @Nullable String id,
        Status status,
        @Nullable Map<String, Object> problem) {

    /** What became of it. */
    public enum Status {
        /** New, and in effect. */
        ACCEPTED,
        /** The same event was accepted before. */
        DUPLICATE,
        /** Another event has this source and id; this one was not taken. */
        CONFLICT,
        /** Not taken, for the reason in the problem. */
        REJECTED;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Outcome of(InboundEvent event, Status status) {
        return new Outcome(event.source(), event.id(), status, null);
    }

    static Outcome rejected(InboundEvent event, Rejection rejection) {
        return new Outcome(event.source(), event.id(), Status.REJECTED, problem(rejection));
    }

    static Outcome conflict(InboundEvent event) {
        var rejection = new Rejection(
                IngestProblems.EVENT_CONFLICT, "An event with this source and id and other data was accepted before");
        return new Outcome(event.source(), event.id(), Status.CONFLICT, problem(rejection));
    }

    private static Map<String, Object> problem(Rejection rejection) {
        var errors = rejection.errors();
        return Problem.of(rejection.type(), rejection.detail(), errors.isEmpty() ? Map.of() : Map.of("errors", errors))
                .members();
    }
}
