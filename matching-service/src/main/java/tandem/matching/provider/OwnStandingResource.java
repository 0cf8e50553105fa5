package tandem.matching.provider;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.matching.provider.ProviderQueries.ProviderView;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;

/** A provider's own standing: what is missing, what falls due, what holds; nobody else's. */
@Path("/v1/me/standing")
@RunOnVirtualThread
public class OwnStandingResource {

    private final ProviderQueries queries;
    private final CurrentActor actor;

    OwnStandingResource(ProviderQueries queries, CurrentActor actor) {
        this.queries = queries;
        this.actor = actor;
    }

    @GET
    @RolesAllowed(Roles.PROVIDER)
    @Operation(summary = "Where I stand as a coach or mentor")
    public ProviderView standing() {
        return queries.get(actor.get().requirePerson());
    }
}
