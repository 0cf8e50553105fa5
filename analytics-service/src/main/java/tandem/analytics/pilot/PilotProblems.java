package tandem.analytics.pilot;

import tandem.runtime.problem.ProblemType;

/** Why a pilot is not made, changed or locked. */
public interface PilotProblems {
    ProblemType PROGRAMME_UNKNOWN = new ProblemType("programme-unknown", 422, "There is no such programme here yet");
    ProblemType EXISTS = new ProblemType("pilot-exists", 409, "The programme is a pilot already");
    ProblemType TOO_LATE = new ProblemType("pilot-too-late", 409, "The numbers had to stand before week 5");
    ProblemType LOCKED = new ProblemType("thresholds-locked", 409, "The numbers are locked");
    ProblemType THRESHOLDS_FAULTY = new ProblemType("thresholds-faulty", 422, "The numbers may not be these");
    ProblemType THRESHOLDS_MISSING = new ProblemType("thresholds-missing", 409, "Numbers are missing");
}
