package tandem.runtime.ingest;

import tandem.runtime.problem.ProblemType;

/** What can be wrong with an event from outside. */
public interface IngestProblems {

    ProblemType MALFORMED_EVENT = new ProblemType("malformed-event", 400, "This is not a CloudEvent");
    ProblemType UNKNOWN_EVENT_TYPE =
            new ProblemType("unknown-event-type", 422, "This service does not take such events");
    ProblemType EVENT_CONFLICT =
            new ProblemType("event-conflict", 409, "Another event of this source was taken under this id");
    ProblemType BATCH_TOO_LARGE = new ProblemType("batch-too-large", 413, "The batch holds too many events");
}
