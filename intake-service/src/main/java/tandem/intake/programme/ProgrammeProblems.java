package tandem.intake.programme;

import tandem.runtime.problem.ProblemType;

/** What a programme refuses. */
public interface ProgrammeProblems {

    ProblemType PROGRAMME_UNKNOWN = new ProblemType("programme-unknown", 422, "There is no such programme");
    ProblemType NOT_ENROLLED = new ProblemType("not-enrolled", 409, "The person takes no part in the programme");
    ProblemType PROBLEM_SENTENCE =
            new ProblemType("problem-sentence", 422, "The problem is not one sentence free of personal data");
    ProblemType WINDOW_REFUSED =
            new ProblemType("window-refused", 422, "The programme's window or cohort is not possible");
    ProblemType ONBOARDING_STOPPED = new ProblemType("onboarding-stopped", 409, "The owner has stopped onboarding");
    ProblemType PROGRAMME_OVER = new ProblemType("programme-over", 409, "The programme has ended");
    ProblemType COHORT_FULL = new ProblemType("cohort-full", 409, "The cohort has reached its maximum");
    ProblemType ENROLLED_ELSEWHERE =
            new ProblemType("enrolled-elsewhere", 409, "The person takes part in another programme");
    ProblemType EMPLOYMENT_ENDED = new ProblemType("employment-ended", 409, "The person has left the employer");
    ProblemType POLICY_REFUSED = new ProblemType("policy-refused", 422, "The policy is outside what the rules allow");
    ProblemType POLICY_DRAFT_OUTDATED =
            new ProblemType("policy-draft-outdated", 409, "Another policy came into force since the draft was written");
    ProblemType SIGN_OFF_MISSING = new ProblemType("sign-off-missing", 409, "Legal has not signed off yet");
    ProblemType NOMINATION_STATE =
            new ProblemType("nomination-state", 409, "The nomination is not in a state for this");
}
