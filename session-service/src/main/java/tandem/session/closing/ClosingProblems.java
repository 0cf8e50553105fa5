package tandem.session.closing;

import tandem.runtime.problem.ProblemType;

/** Why a closing review is not taken. */
public interface ClosingProblems {

    ProblemType NOT_CLOSING = new ProblemType("engagement-not-closing", 409, "The engagement is not about to end");
    ProblemType SUBMITTED = new ProblemType("closing-review-submitted", 409, "This side has submitted its review");
    ProblemType FAULTY = new ProblemType("closing-review-faulty", 422, "The review contradicts itself");
}
