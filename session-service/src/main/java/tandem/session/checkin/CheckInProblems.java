package tandem.session.checkin;

import tandem.runtime.problem.ProblemType;

/** Refusals of check-ins. */
public interface CheckInProblems {

    ProblemType ANSWERED = new ProblemType("check-in-answered", 409, "The check-in was answered");
    ProblemType CLOSED = new ProblemType("check-in-closed", 409, "The check-in is closed");
    ProblemType OPEN = new ProblemType("check-in-open", 409, "The check-in is still open");
    ProblemType FAULTY = new ProblemType("check-in-answers-faulty", 422, "The answers do not fit the questions");
    ProblemType PLAN_FAULTY = new ProblemType("check-in-plan-faulty", 422, "The plan cannot be asked");
    ProblemType NOT_PLANNED = new ProblemType("check-in-not-planned", 409, "The programme does not ask this");
    ProblemType RATERS_FIXED = new ProblemType("raters-fixed", 409, "The raters were asked and stay");
    ProblemType RATERS_FAULTY = new ProblemType("raters-faulty", 422, "These people cannot be the raters");
    ProblemType NAMES_AWAY = new ProblemType("directory-away", 503, "The directory does not answer");
    ProblemType NO_RATERS = new ProblemType("no-raters-chosen", 409, "The leader has chosen no raters");
}
