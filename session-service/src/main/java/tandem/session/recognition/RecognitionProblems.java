package tandem.session.recognition;

import tandem.runtime.problem.ProblemType;

/** Why a win is not taken. */
public interface RecognitionProblems {

    ProblemType ENTERED = new ProblemType("win-entered", 409, "There is a win under this id");
    ProblemType FULL = new ProblemType("wins-full", 409, "You show so many wins");
}
