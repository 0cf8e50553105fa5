package tandem.session.action;

import tandem.runtime.problem.ProblemType;

/** Refusals about next steps. */
public interface ActionItemProblems {

    ProblemType CLOSED = new ProblemType("action-item-closed", 409, "The step is done or dropped");
    ProblemType DAY = new ProblemType("action-item-day", 422, "A step does not stand on that day");
    ProblemType FULL = new ProblemType("action-items-full", 409, "The session has so many steps");
}
