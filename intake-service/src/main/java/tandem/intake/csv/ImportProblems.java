package tandem.intake.csv;

import tandem.runtime.problem.ProblemType;

/** What a file, or a row of one, is refused for. */
public interface ImportProblems {

    ProblemType FILE_NOT_UTF8 = new ProblemType("file-not-utf8", 422, "The file is not UTF-8");
    ProblemType FILE_NOT_CSV = new ProblemType("file-not-csv", 422, "The file is not CSV");
    ProblemType FILE_HEADER = new ProblemType("file-header", 422, "The header does not name the published fields");
    ProblemType FILE_TOO_LARGE = new ProblemType("file-too-large", 413, "The file is too large");
    ProblemType EMPLOYEE_TWICE = new ProblemType("employee-twice", 422, "The file has the employee twice");
}
