package tandem.matching.profile;

import tandem.runtime.problem.ProblemType;

/** Refusals about what is known of programmes. */
public interface ProfileProblems {

    ProblemType PROGRAMME_UNKNOWN = new ProblemType("programme-unknown", 404, "There is no such programme here yet");
    ProblemType ONBOARDING_STOPPED =
            new ProblemType("onboarding-stopped", 409, "The programme takes nobody in for now");
}
