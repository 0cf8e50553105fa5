package tandem.session.handoff;

import tandem.runtime.problem.ProblemType;

/** Why a hand-off does not go on. */
public interface HandOffProblems {

    ProblemType NOT_A_COACH = new ProblemType("not-a-coach", 409, "Only a coaching is handed over");
    ProblemType STEP = new ProblemType("hand-off-step", 409, "The hand-off is not at that step");
}
