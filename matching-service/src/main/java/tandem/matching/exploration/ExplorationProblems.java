package tandem.matching.exploration;

import tandem.runtime.problem.ProblemType;

/** Why an answer after an exploratory meeting is not taken. */
public interface ExplorationProblems {

    ProblemType NOT_EXPLORING = new ProblemType("match-not-exploring", 409, "The pair is not in its exploratory phase");
    ProblemType ANSWERED = new ProblemType("exploration-answered", 409, "This side has answered already");
    ProblemType REASON_MISSING = new ProblemType("decline-reason-missing", 422, "A no has a reason, a yes has none");
}
