package tandem.session.session;

import tandem.runtime.problem.ProblemType;

/** Refusals about sessions. */
public interface SessionProblems {

    ProblemType NOT_OPEN = new ProblemType("session-not-open", 409, "The session is closed");
    ProblemType NOT_BEGUN = new ProblemType("session-not-begun", 409, "The session has not begun");
    ProblemType OUTSIDE_TERM = new ProblemType("session-outside-term", 409, "The engagement does not run then");
    ProblemType ALREADY_THERE = new ProblemType("session-already-there", 409, "There is a session at that time");
    ProblemType PAST = new ProblemType("session-past", 409, "That time is over");
    ProblemType ENGAGEMENT_ENDED = new ProblemType("engagement-ended", 409, "The engagement has ended");
    ProblemType ATTENDANCE_SETTLED =
            new ProblemType("attendance-settled", 409, "It was settled already whether the session was held");
}
