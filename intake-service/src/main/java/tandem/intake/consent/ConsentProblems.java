package tandem.intake.consent;

import tandem.runtime.problem.ProblemType;

/** What the consent ledger refuses. */
public interface ConsentProblems {

    ProblemType CONSENT_MISSING = new ProblemType("consent-missing", 409, "The person does not allow this purpose");
    ProblemType RECORDED_IN_FUTURE =
            new ProblemType("recorded-in-future", 422, "The statement is dated later than now");
    ProblemType BASIS_REFUSED = new ProblemType("basis-refused", 422, "This basis cannot carry this purpose");
}
