package tandem.intake.intake;

import tandem.runtime.problem.ProblemType;

/** What an intake is refused for. */
public interface IntakeProblems {

    ProblemType GOAL_EMPTY = new ProblemType("goal-empty", 422, "A goal says nothing");
    ProblemType INTAKE_SUPERSEDED = new ProblemType("intake-superseded", 409, "A later intake counts instead");
    ProblemType GOAL_CODE_UNKNOWN = new ProblemType("goal-code-unknown", 422, "The vocabulary has no such code");
    ProblemType EXCEPTION_REFUSED = new ProblemType("exception-refused", 422, "The rules do not allow this exception");
    ProblemType DECISION_REPLACED = new ProblemType("decision-replaced", 409, "A later decision has replaced this one");
    ProblemType SIMULATION_REFUSED =
            new ProblemType("simulation-refused", 422, "The simulation names no policy the caller may replay");
}
