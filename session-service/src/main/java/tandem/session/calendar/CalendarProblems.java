package tandem.session.calendar;

import tandem.runtime.problem.ProblemType;

/** Refusals of calendar input. */
public interface CalendarProblems {

    ProblemType UNREADABLE = new ProblemType("calendar-unreadable", 400, "The calendar cannot be read");
    ProblemType TOO_LARGE = new ProblemType("calendar-too-large", 413, "The calendar asks for too much");
    ProblemType NOT_A_SESSION = new ProblemType("not-a-session", 409, "The engagement does not take this as a session");
}
