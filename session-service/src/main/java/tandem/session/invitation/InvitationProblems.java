package tandem.session.invitation;

import tandem.runtime.problem.ProblemType;

/** Refusals about booked sessions. */
public interface InvitationProblems {

    ProblemType NO_PROPOSAL = new ProblemType("proposal-gone", 409, "No other time is proposed");
    ProblemType OWN_PROPOSAL = new ProblemType("proposal-own", 409, "The other side answers a proposal");
}
