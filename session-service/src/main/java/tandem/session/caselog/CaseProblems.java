package tandem.session.caselog;

import tandem.runtime.problem.ProblemType;

/** Refusals of case logs. */
public interface CaseProblems {

    ProblemType LOGGED = new ProblemType("case-logged", 409, "There is an entry under this id");
    ProblemType FULL = new ProblemType("case-log-full", 409, "The case log has so many entries");
    ProblemType FAULTY = new ProblemType("case-day", 422, "Nothing was observed on that day");
}
