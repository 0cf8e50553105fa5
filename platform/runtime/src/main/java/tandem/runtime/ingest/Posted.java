package tandem.runtime.ingest;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import tandem.runtime.problem.Problem;

/** The events of one request, and how to answer it: a batch with a list of outcomes, a single event with a status of its own. */
public record Posted(boolean isBatch, List<InboundEvent> events) {

    /** The answer to the request, from the outcomes of its events in their order. */
    public Response answer(List<Outcome> outcomes) {
        if (isBatch) {
            return Response.ok(outcomes, MediaType.APPLICATION_JSON_TYPE).build();
        }
        var outcome = outcomes.getFirst();
        var problem = outcome.problem();
        if (problem != null) {
            var status = (Integer) problem.getOrDefault("status", 500);
            return Response.status(status)
                    .type(Problem.MEDIA_TYPE)
                    .entity(problem)
                    .build();
        }
        return Response.status(outcome.status() == Outcome.Status.ACCEPTED ? 202 : 200)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(outcome)
                .build();
    }
}
