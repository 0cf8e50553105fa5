package tandem.intake.export;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import tandem.intake.export.ExportService.Bundle;
import tandem.intake.export.ExportService.Ticket;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;

/** Everything held about me, machine-readable (GDPR 15 and 20). */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ExportResource {

    private final ExportService service;
    private final CurrentActor actor;

    ExportResource(ExportService service, CurrentActor actor) {
        this.service = service;
        this.actor = actor;
    }

    @POST
    @Path("/me:export")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Idempotent
    @ResponseStatus(201)
    @Operation(summary = "Ask for everything held about me: a ticket for one download within the hour")
    public Ticket export() {
        return service.request(actor.get().requirePerson());
    }

    @GET
    @Path("/me/exports/{id}")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(
            summary = "Download it, once; the ticket is used up",
            description =
                    "Rows by table, encrypted texts in the clear, and the routes on which the other services answer"
                            + " the same token. Problems: not-found (404) for a ticket that is another's, used or expired.")
    public RestResponse<Bundle> fetch(@PathParam("id") UUID id) {
        return ResponseBuilder.ok(service.fetch(id, actor.get().requirePerson()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tandem-export.json\"")
                .build();
    }
}
