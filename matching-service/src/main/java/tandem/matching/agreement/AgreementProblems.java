package tandem.matching.agreement;

import tandem.runtime.problem.ProblemType;

/** Why an agreement is not signed or changed. */
public interface AgreementProblems {

    ProblemType NOT_OPEN = new ProblemType("agreement-not-open", 409, "The match has no agreement to sign");
    ProblemType OTHER_TEXT = new ProblemType("agreement-text-differs", 409, "The text read is not the text to sign");
    ProblemType TERMS_REFUSED = new ProblemType("terms-refused", 409, "These terms cannot be agreed on");
    ProblemType TOO_MANY = new ProblemType("agreement-versions-full", 409, "The agreement has been changed too often");
}
