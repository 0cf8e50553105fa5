package tandem.matching.run;

import tandem.runtime.problem.ProblemType;

/** Why a run is not made. */
public interface RunProblems {

    ProblemType ONBOARDING_STOPPED =
            new ProblemType("onboarding-stopped", 409, "The programme takes nobody in for now");
    ProblemType WEIGHTS_UNKNOWN =
            new ProblemType("weight-profile-unknown", 409, "The policy names weights that do not exist");
}
