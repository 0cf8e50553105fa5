package tandem.runtime.actor;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import tandem.runtime.audit.NoAct;

/**
 * Lets who connects a system to Tandem find out whether its token is taken here, without leaving a trace; and is the endpoint that
 * does nothing else, against which the others are measured.
 */
@Path("/v1/token:check")
@RunOnVirtualThread
public class TokenCheckResource {

    @POST
    @NoAct("leaves no trace, and says so")
    @RolesAllowed("**")
    @Operation(summary = "Whether this token is taken; the body is ignored")
    @APIResponse(responseCode = "202", description = "It is taken")
    public Response check() {
        return Response.accepted().build();
    }
}
