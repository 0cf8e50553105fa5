package tandem.session.escalation;

import tandem.runtime.problem.ProblemType;

/** Refusals of escalations. */
public interface EscalationProblems {

    ProblemType FAULTY = new ProblemType("escalation-faulty", 422, "The reason does not belong to the type");
    ProblemType THERE = new ProblemType("escalation-there", 409, "You have escalated this, and it is open");
    ProblemType NOT_OPEN = new ProblemType("escalation-not-open", 409, "The escalation is past that step");
}
