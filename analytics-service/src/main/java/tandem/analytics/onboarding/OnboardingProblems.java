package tandem.analytics.onboarding;

import tandem.runtime.problem.ProblemType;

/** Why onboarding is not stopped or resumed. */
public interface OnboardingProblems {
    ProblemType STOPPED = new ProblemType("onboarding-stopped", 409, "Onboarding is stopped already");
    ProblemType RUNNING = new ProblemType("onboarding-running", 409, "Onboarding is not stopped");
}
