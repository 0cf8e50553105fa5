package tandem.session.indicator;

import tandem.runtime.problem.ProblemType;

/** Why an indicator is not taken. */
public interface IndicatorProblems {

    ProblemType UNKNOWN_CODE = new ProblemType("code-unknown", 422, "The vocabulary has no such code");
    ProblemType VOCABULARY_FULL = new ProblemType("vocabulary-full", 409, "The programme has added so many codes");
    ProblemType CORRECTED_OFTEN =
            new ProblemType("corrected-too-often", 409, "This has been corrected as often as it can be");
}
