package tandem.intake.form;

import tandem.runtime.problem.ProblemType;

/** What forms and drafts are refused for. */
public interface FormProblems {

    ProblemType FORM_REFUSED = new ProblemType("form-refused", 422, "The form is not one that can be published");
    ProblemType FORM_SUPERSEDED = new ProblemType("form-superseded", 409, "The programme has a newer form");
    ProblemType ANSWERS_REFUSED = new ProblemType("answers-refused", 422, "The answers do not fit the form");
}
