package tandem.matching.coaching;

import tandem.runtime.problem.ProblemType;

/** Why a step of a coaching group is refused. */
public interface CoachingGroupProblems {

    ProblemType DISSOLVED = new ProblemType("coaching-group-dissolved", 409, "The coaching group is dissolved");
}
