package tandem.session.delegation;

import tandem.runtime.problem.ProblemType;

/** Refusals about delegates. */
public interface DelegationProblems {

    ProblemType REFUSED = new ProblemType("delegate-refused", 422, "This person cannot be a delegate");
    ProblemType PAST = new ProblemType("session-in-the-past", 422, "A delegate books and moves what is to come");
}
