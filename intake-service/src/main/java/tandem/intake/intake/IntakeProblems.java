package tandem.intake.intake;

import tandem.runtime.problem.ProblemType;

/** What an intake is refused for. */
public interface IntakeProblems {

    ProblemType GOAL_CODE_UNKNOWN = new ProblemType("goal-code-unknown", 422, "The vocabulary has no such code");
}
