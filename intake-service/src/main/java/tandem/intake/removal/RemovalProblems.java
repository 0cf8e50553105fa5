package tandem.intake.removal;

import tandem.runtime.problem.ProblemType;

/** What removals refuse. */
public interface RemovalProblems {

    ProblemType REMOVAL_OPEN = new ProblemType("removal-open", 409, "Not every service has reported yet");
}
