package tandem.runtime.failure;

import tandem.runtime.problem.ProblemType;

/** Why a dead letter is not replayed. */
public interface DeadLetterProblems {

    ProblemType ALREADY_REPLAYED = new ProblemType("dead-letter-replayed", 409, "The dead letter was replayed before");
    ProblemType STILL_REFUSED = new ProblemType("dead-letter-refused", 409, "The record can still not be taken in");
    ProblemType CONSUMER_IDLE = new ProblemType("consumer-idle", 409, "The consumer is not running here");
}
