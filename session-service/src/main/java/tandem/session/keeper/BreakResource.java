package tandem.session.keeper;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import tandem.events.EngagementId;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.visibility.ShowsNobody;
import tandem.session.rule.Break;

/** Days without meetings, of a pair or of a programme. They are shown with the silence they are part of. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BreakResource {

    private final BreakService service;
    private final CurrentActor actor;

    BreakResource(BreakService service, CurrentActor actor) {
        this.service = service;
        this.actor = actor;
    }

    @POST
    @Path("/engagements/{id}/breaks")
    @Idempotent
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Propose days without meetings to the other side; why is not asked")
    @APIResponse(
            responseCode = "201",
            description = "Proposed",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Entered.class)))
    @Refuses({"break-refused", "engagement-over"})
    @ShowsNobody("the id of what the caller entered")
    public Response propose(@PathParam("id") UUID id, @NotNull @Valid Days days) {
        var entered = service.propose(actor.get().requirePerson(), new EngagementId(id), days.asBreak());
        return Response.status(201).entity(new Entered(entered)).build();
    }

    @POST
    @Path("/programmes/{id}/breaks")
    @Idempotent
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Close a programme on some days, for all its pairs")
    @APIResponse(
            responseCode = "201",
            description = "Set",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Entered.class)))
    @Refuses("break-refused")
    @ShowsNobody("the id of what the caller entered")
    public Response set(@PathParam("id") UUID id, @NotNull @Valid Days days) {
        return Response.status(201)
                .entity(new Entered(service.set(new ProgrammeId(id), days.asBreak())))
                .build();
    }

    @POST
    @Path("/breaks/{id}:agree")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Agree to the days the other side proposed; from then on they are no silence")
    @APIResponse(responseCode = "204", description = "Agreed")
    @Refuses("break-not-open")
    @ShowsNobody("nothing is answered")
    public Response agree(@PathParam("id") UUID id) {
        service.agree(actor.get().requirePerson(), id);
        return Response.noContent().build();
    }

    @POST
    @Path("/breaks/{id}:withdraw")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Take a break back: either side one of the two, an office one of its programme")
    @APIResponse(responseCode = "204", description = "It is none any more")
    @ShowsNobody("nothing is answered")
    public Response withdraw(@PathParam("id") UUID id) {
        var caller = actor.get();
        var ofOffice = caller.hasRole(Roles.PROGRAM_LEAD) || caller.hasRole(Roles.OPERATIONS_OWNER);
        service.withdraw(caller.requirePerson(), ofOffice, id);
        return Response.noContent().build();
    }

    /** The days, both included. */
    public record Days(@NotNull LocalDate firstDay, @NotNull LocalDate lastDay) {
        Break asBreak() {
            return new Break(firstDay, lastDay);
        }
    }

    /** The break. */
    public record Entered(UUID id) {}
}
