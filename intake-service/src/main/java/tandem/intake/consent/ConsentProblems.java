package tandem.intake.consent;

import tandem.runtime.problem.ProblemType;

/** What the consent ledger refuses. */
public interface ConsentProblems {

    ProblemType CONSENT_MISSING = new ProblemType("consent-missing", 409, "The person does not allow this purpose");
    ProblemType TEXT_FIXED = new ProblemType("consent-text-fixed", 409, "The text was published with other words");
    ProblemType RECORDED_IN_FUTURE =
            new ProblemType("recorded-in-future", 422, "The statement is dated later than now");
    ProblemType BASIS_REFUSED = new ProblemType("basis-refused", 422, "This basis cannot carry this purpose");
    ProblemType EXPIRY_REFUSED = new ProblemType("expiry-refused", 422, "The consent would have ended already");
    ProblemType TEXT_UNKNOWN = new ProblemType("consent-text-unknown", 422, "No such text was published");
    ProblemType ITEM_REFUSED =
            new ProblemType("consent-item-refused", 422, "The purpose cannot be given for this item");
    ProblemType ITEMS_FULL = new ProblemType("consent-items-full", 409, "So many single items cannot be kept");
    ProblemType COMPARISON_OFF = new ProblemType("comparison-off", 409, "Comparisons wait for the legal sign-off");
}
