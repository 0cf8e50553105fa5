package tandem.session.keeper;

import tandem.runtime.problem.ProblemType;

/** Refusals of the keeper. */
public interface KeeperProblems {

    ProblemType BREAK_REFUSED = new ProblemType("break-refused", 422, "These days cannot be a break");
    ProblemType BREAK_NOT_OPEN = new ProblemType("break-not-open", 409, "The break does not wait for you");
    ProblemType SNOOZE_REFUSED = new ProblemType("snooze-refused", 422, "The keeper cannot wait that long");
    ProblemType NOT_RUNNING = new ProblemType("engagement-over", 409, "The keeper keeps no engagement that has ended");
}
