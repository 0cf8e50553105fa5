package tandem.intake.programme;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.runtime.actor.Roles;
import tandem.runtime.visibility.ShowsNobody;

/** What a policy may say, for editors and other systems. */
@Path("/v1/policy-schema")
@RunOnVirtualThread
public class PolicySchemaResource {

    @GET
    @Produces("application/schema+json")
    @RolesAllowed({
        Roles.PROGRAM_LEAD,
        Roles.OPERATIONS_OWNER,
        Roles.HR_PARTNER,
        Roles.STEERING,
        Roles.ANALYST,
        Roles.DATA_PROTECTION,
        Roles.HRIS
    })
    @Operation(summary = "The JSON Schema (2020-12) of policies, each value with the rules it belongs to")
    @ShowsNobody("a schema")
    public JsonNode schema() {
        return PolicySchema.schema();
    }
}
