package tandem.runtime.backlog;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.runtime.actor.Roles;

/** Whether everything told so far has arrived: who moves programme time waits for zeros. */
@Path("/internal/backlog")
class BacklogResource {

    private final Backlog backlog;

    BacklogResource(Backlog backlog) {
        this.backlog = backlog;
    }

    @GET
    @RunOnVirtualThread
    @RolesAllowed({Roles.SIMULATOR, Roles.SERVICE})
    @Operation(summary = "What waits to be sent or taken in")
    public Waiting waiting() {
        var lag = backlog.lags().values().stream().mapToLong(Long::longValue).sum();
        return new Waiting(backlog.outbox(), lag, backlog.deadLetters());
    }

    /** Rows not sent, records not taken in, records set aside. */
    record Waiting(long outbox, long lag, long deadLetters) {}
}
