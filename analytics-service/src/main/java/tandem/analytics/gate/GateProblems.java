package tandem.analytics.gate;

import tandem.runtime.problem.ProblemType;

/** Why a gate is not evaluated, signed off or mitigated. */
public interface GateProblems {
    ProblemType CRITERION_UNKNOWN = new ProblemType("criterion-unknown", 422, "The gate asks for no such thing");
    ProblemType NOT_YOURS =
            new ProblemType("sign-off-not-yours", 403, "Somebody of another role is answerable for this");
    ProblemType AMOUNT = new ProblemType("sign-off-amount", 422, "The amount is missing or means nothing here");
    ProblemType DUE = new ProblemType("mitigation-due", 422, "A mitigation is due on a day to come");
    ProblemType CLOSED = new ProblemType("mitigation-closed", 409, "The mitigation is closed already");
}
