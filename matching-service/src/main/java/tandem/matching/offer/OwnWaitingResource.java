package tandem.matching.offer;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.matching.offer.WaitlistQueries.OwnWaitingView;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;

/** My place in the queue. */
@Path("/v1/me/waiting")
@RunOnVirtualThread
public class OwnWaitingResource {

    private final WaitlistQueries queries;
    private final CurrentActor actor;

    OwnWaitingResource(WaitlistQueries queries, CurrentActor actor) {
        this.queries = queries;
        this.actor = actor;
    }

    /** Everything I wait for. */
    public record OwnWaiting(List<OwnWaitingView> waiting) {}

    @GET
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(summary = "What I wait for, in which place, and when I may expect a seat")
    public OwnWaiting own() {
        return new OwnWaiting(queries.own(actor.get().requirePerson()));
    }
}
