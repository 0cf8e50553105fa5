package tandem.runtime.time;

import tandem.runtime.problem.ProblemType;

/** Why programme time stays where it is. */
public interface TimeProblems {

    ProblemType BACKWARD = new ProblemType("clock-backward", 409, "Programme time only moves forward");
    ProblemType TOO_FAR = new ProblemType("clock-too-far", 422, "Programme time cannot move that far at once");
}
