package tandem.intake.group;

import tandem.runtime.problem.ProblemType;

/** Why a declaration is not taken. */
public interface GroupProblems {

    ProblemType REFUSED = new ProblemType("group-refused", 422, "This is no group of the closed list");
}
