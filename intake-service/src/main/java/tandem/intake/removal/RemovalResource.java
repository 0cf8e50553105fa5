package tandem.intake.removal;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.events.RemovalId;
import tandem.intake.removal.RemovalQueries.Certificate;
import tandem.runtime.actor.Roles;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** Certificates of removal. The id is random and only the person who asked was told it: holding it is the right to read. */
@Path("/v1/removals")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RemovalResource {

    private final RemovalQueries queries;

    RemovalResource(RemovalQueries queries) {
        this.queries = queries;
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.DATA_PROTECTION, Roles.SIMULATOR})
    @Operation(
            summary =
                    "The certificate of a withdrawal or an erasure: what each service removed, and who has yet to report")
    public Certificate certificate(@PathParam("id") UUID id) {
        return queries.certificate(new RemovalId(id))
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no removal " + id));
    }
}
