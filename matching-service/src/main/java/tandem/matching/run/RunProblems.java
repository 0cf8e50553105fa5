package tandem.matching.run;

import tandem.runtime.problem.ProblemType;

/** Why a run is not made. */
public interface RunProblems {

    ProblemType NOT_PUBLISHABLE = new ProblemType("run-not-publishable", 409, "The run has no plan to publish");
    ProblemType UNFAIR = new ProblemType("plan-outside-bounds", 409, "The plan is outside the bounds of fairness");
    ProblemType NOT_COMPARABLE = new ProblemType("runs-not-comparable", 409, "These runs cannot be compared");
    ProblemType TRACK_MISSING = new ProblemType("assignment-track-missing", 422, "An assignment is for one track");
}
