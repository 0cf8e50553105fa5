package tandem.matching.engagement;

import tandem.runtime.problem.ProblemType;

/** Why a step of an engagement is refused. */
public interface EngagementProblems {

    ProblemType ENDED_ALREADY = new ProblemType("engagement-ended", 409, "The engagement is over");
    ProblemType ALLOWANCE_EXHAUSTED =
            new ProblemType("reassignment-allowance-exhausted", 409, "One reassignment more is a tenth of the leaders");
}
