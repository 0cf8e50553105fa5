package tandem.analytics.steering;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import tandem.analytics.steering.SteeringQueries.PackView;
import tandem.analytics.steering.SteeringQueries.PacksView;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.visibility.ShowsNobody;

/** Steering packs: printed on request, kept as they were. */
@Path("/v1")
@RunOnVirtualThread
public class SteeringResource {

    private final SteeringService service;
    private final SteeringQueries queries;

    SteeringResource(SteeringService service, SteeringQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @POST
    @Path("/pilots/{programme}/packs")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.ANALYST})
    @Idempotent
    @ResponseStatus(201)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Print a steering pack of the pilot as it stands now")
    public PackView make(@PathParam("programme") UUID programme) {
        var number = service.make(new ProgrammeId(programme));
        return queries.one(new ProgrammeId(programme), number);
    }

    @GET
    @Path("/pilots/{programme}/packs")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.ANALYST, Roles.HR_PARTNER})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The packs that were printed")
    public PacksView packs(@PathParam("programme") UUID programme) {
        return queries.all(new ProgrammeId(programme));
    }

    @GET
    @Path("/pilots/{programme}/packs/{number}")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.ANALYST, Roles.HR_PARTNER})
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "A pack as pages to print; its ETag is the SHA-256 of the page")
    @APIResponse(
            responseCode = "200",
            description = "The page",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    @ShowsNobody("figures about groups, hidden as in every other answer")
    public Response pack(
            @PathParam("programme") UUID programme, @PathParam("number") int number, @Context Request request) {
        var printed = queries.printed(new ProgrammeId(programme), number);
        var tag = new EntityTag(printed.contentHash());
        var unchanged = request.evaluatePreconditions(tag);
        var answer = unchanged == null
                ? Response.ok(printed.html(), MediaType.TEXT_HTML + ";charset=UTF-8")
                        .header("Content-Security-Policy", PackPage.POLICY)
                : unchanged;
        return answer.tag(tag).build();
    }
}
