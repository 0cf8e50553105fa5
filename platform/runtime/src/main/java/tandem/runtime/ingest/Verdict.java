package tandem.runtime.ingest;

import org.jspecify.annotations.Nullable;
import tandem.runtime.problem.ProblemType;
import tandem.runtime.problem.Refused;

/** What a handler decided about one event. */
public record Verdict(@Nullable Rejection rejection) {

    private static final Verdict ACCEPTED = new Verdict(null);

    public static Verdict accepted() {
        return ACCEPTED;
    }

    public static Verdict rejected(ProblemType problem, String detail) {
        return new Verdict(new Rejection(problem, detail));
    }

    public static Verdict rejected(Refused refusal) {
        return rejected(refusal.type(), refusal.detail());
    }

    public boolean isAccepted() {
        return rejection == null;
    }
}
