package tandem.runtime.problem;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal the caller could have known of. It ends the transaction and reaches the caller as a problem; the detail is read by
 * people and must not name any.
 */
public final class Refused extends RuntimeException {

    private final ProblemType type;
    private final transient Map<String, Object> context;

    public Refused(ProblemType type, String detail) {
        this(type, detail, Map.of(), null);
    }

    public Refused(ProblemType type, String detail, Map<String, Object> context) {
        this(type, detail, context, null);
    }

    public Refused(ProblemType type, String detail, Throwable cause) {
        this(type, detail, Map.of(), cause);
    }

    private Refused(ProblemType type, String detail, Map<String, Object> context, @Nullable Throwable cause) {
        super(detail, cause);
        this.type = type;
        this.context = Map.copyOf(context);
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Members added to the problem: codes and ids a program can act on. */
    public Map<String, Object> context() {
        return context;
    }
}
