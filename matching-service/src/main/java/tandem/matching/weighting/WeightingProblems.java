package tandem.matching.weighting;

import tandem.runtime.problem.ProblemType;

/** Why weights are refused. */
public interface WeightingProblems {

    ProblemType FAULTY = new ProblemType("weights-faulty", 422, "The weights may not be used");
    ProblemType SHIPPED = new ProblemType("weight-profile-shipped", 409, "A shipped profile has this name");
}
