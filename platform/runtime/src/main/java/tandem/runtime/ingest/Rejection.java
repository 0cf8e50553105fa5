package tandem.runtime.ingest;

import java.util.List;
import tandem.runtime.problem.ProblemType;

/** Why an event was not taken, in the shape of a problem. */
public record Rejection(ProblemType type, String detail, List<Flaw> errors) {

    /** One thing wrong with the event: where, as a JSON pointer into it, and what. */
    public record Flaw(String pointer, String detail) {}

    public Rejection {
        errors = List.copyOf(errors);
    }

    public Rejection(ProblemType type, String detail) {
        this(type, detail, List.of());
    }
}
