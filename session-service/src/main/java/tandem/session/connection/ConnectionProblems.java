package tandem.session.connection;

import tandem.runtime.problem.ProblemType;

/** Why a calendar is not connected. */
public interface ConnectionProblems {

    ProblemType NOT_ALLOWED =
            new ProblemType("calendar-not-allowed", 409, "The person does not allow their calendar to be read");
    ProblemType TOO_MANY = new ProblemType("calendars-full", 409, "The person has connected as many as can be");
    ProblemType FAILED = new ProblemType("calendar-check-failed", 422, "The calendar cannot be connected");
}
