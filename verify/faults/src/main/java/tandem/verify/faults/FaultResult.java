package tandem.verify.faults;

import java.util.List;

/** What one fault left behind: nothing, if all is well. */
record FaultResult(
        String fault, String what, int repeats, long accepted, double recoverySeconds, List<String> violations) {

    FaultResult {
        violations = List.copyOf(violations);
    }

    boolean isClean() {
        return violations.isEmpty();
    }
}
