package tandem.matching.run;

import tandem.runtime.problem.ProblemType;

/** Why a run is not made. */
public interface RunProblems {

    ProblemType ONBOARDING_STOPPED =
            new ProblemType("onboarding-stopped", 409, "The programme takes nobody in for now");
    ProblemType NOT_PUBLISHABLE = new ProblemType("run-not-publishable", 409, "The run has no plan to publish");
    ProblemType TRACK_MISSING = new ProblemType("assignment-track-missing", 422, "An assignment is for one track");
    ProblemType WEIGHTS_UNKNOWN =
            new ProblemType("weight-profile-unknown", 409, "The policy names weights that do not exist");
}
