package tandem.runtime.outbox;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import tandem.runtime.actor.Roles;

/** Sending again, after Kafka has lost what it had acknowledged. Consumers know the events they have seen. */
@Path("/internal/outbox:redrive")
class OutboxResource {

    private static final Logger LOG = Logger.getLogger(OutboxResource.class);

    private final OutboxQueries outbox;
    private final OutboxRelay relay;

    OutboxResource(OutboxQueries outbox, OutboxRelay relay) {
        this.outbox = outbox;
        this.relay = relay;
    }

    @POST
    @RunOnVirtualThread
    @RolesAllowed({Roles.SERVICE, Roles.SIMULATOR})
    @Operation(summary = "Send what was sent before again; consumers know it")
    public Redriven redrive(@Valid @NotNull Redrive request) {
        var rows = outbox.sendAgainFrom(request.from());
        LOG.infof("Sends %d rows again, from %s on", rows, request.from());
        relay.lookAgain();
        return new Redriven(rows);
    }

    /** From when on, in machine time. */
    record Redrive(@NotNull Instant from) {}

    /** How many rows that is. */
    record Redriven(long rows) {}
}
