package tandem.session.consent;

import tandem.runtime.problem.ProblemType;

/** What cannot be done because somebody does not allow it. */
public interface ConsentProblems {

    ProblemType MISSING = new ProblemType("consent-missing", 409, "The person does not allow this purpose");
}
