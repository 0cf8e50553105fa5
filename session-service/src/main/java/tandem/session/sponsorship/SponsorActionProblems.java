package tandem.session.sponsorship;

import tandem.runtime.problem.ProblemType;

/** Refusals of the sponsor ledger. */
public interface SponsorActionProblems {

    ProblemType NOT_A_MENTOR = new ProblemType("not-a-mentor", 409, "Sponsor actions belong to a mentor of record");
    ProblemType EXTERNAL = new ProblemType("external-cannot-sponsor", 409, "An external provider cannot sponsor");
    ProblemType ENDED = new ProblemType("mentoring-ended", 409, "The mentoring has ended");
    ProblemType NOT_OPEN = new ProblemType("sponsor-action-not-open", 409, "The action is not at that step");
    ProblemType TAKEN_AHEAD = new ProblemType("sponsor-action-ahead", 422, "An action cannot be taken in the future");
}
