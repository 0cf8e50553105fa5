package tandem.verify.audit;

import java.util.List;

/** An invariant that does not hold: which, what was found, how often, and the first few cases. */
public record Violation(String invariant, String found, long count, List<String> samples) {
    @Override
    public String toString() {
        return "%s: %d × %s, for example %s".formatted(invariant, count, found, String.join(" · ", samples));
    }
}
