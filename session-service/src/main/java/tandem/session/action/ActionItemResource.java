package tandem.session.action;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.SessionId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;
import tandem.session.action.ActionItemQueries.ActionItemView;

/** Next steps of the two sides, in codes. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ActionItemResource {

    private final ActionItemService service;
    private final ActionItemQueries queries;
    private final CurrentActor actor;

    ActionItemResource(ActionItemService service, ActionItemQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /**
     * A step to be agreed on.
     *
     * @param action a code of the programme's vocabulary
     */
    public record Step(
            @NotBlank @Size(max = 40) String action,
            @NotNull Party owner,
            @NotNull LocalDate dueOn) {}

    /** The step. */
    public record Agreed(UUID id) {}

    /** What of an open step can be changed. */
    public record Correction(@NotNull Party owner, @NotNull LocalDate dueOn) {}

    /** When a step was done. */
    public record Completed(@NotNull LocalDate completedOn) {}

    @POST
    @Path("/sessions/{id}/action-items")
    @Idempotent
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Agree on a next step in a session, as one of its two sides")
    @APIResponse(
            responseCode = "201",
            description = "Agreed",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Agreed.class)))
    @Refuses({"session-not-open", "session-not-begun", "code-unknown", "action-item-day", "action-items-full"})
    @ShowsNobody("the id of what the caller entered")
    public Response agree(@PathParam("id") UUID id, @Valid @NotNull Step step) {
        var by = actor.get().requirePerson();
        return Response.status(201)
                .entity(new Agreed(service.agree(by, new SessionId(id), step.action(), step.owner(), step.dueOn())))
                .build();
    }

    @GET
    @Path("/engagements/{id}/action-items")
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "The next steps of an engagement, for its two sides")
    @Shows(value = ActionItemView.class, of = "the other side of an engagement")
    public Page<ActionItemView> items(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.items(new EngagementId(id), actor.get().requirePerson(), cursor, limit);
    }

    @PUT
    @Path("/action-items/{id}")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Give an open step another day or another owner; what it was before is kept")
    @APIResponse(responseCode = "204", description = "On record")
    @Refuses({"action-item-closed", "action-item-day", "corrected-too-often"})
    @ShowsNobody("nothing is answered")
    public Response correct(@PathParam("id") UUID id, @Valid @NotNull Correction correction) {
        service.correct(actor.get().requirePerson(), id, correction.owner(), correction.dueOn());
        return Response.noContent().build();
    }

    @POST
    @Path("/action-items/{id}:complete")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Say that a step is done")
    @APIResponse(responseCode = "204", description = "On record")
    @Refuses({"action-item-closed", "action-item-day"})
    @ShowsNobody("nothing is answered")
    public Response complete(@PathParam("id") UUID id, @Valid @NotNull Completed completed) {
        service.complete(actor.get().requirePerson(), id, completed.completedOn());
        return Response.noContent().build();
    }

    @POST
    @Path("/action-items/{id}:drop")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Let go of a step")
    @APIResponse(responseCode = "204", description = "On record")
    @Refuses("action-item-closed")
    @ShowsNobody("nothing is answered")
    public Response drop(@PathParam("id") UUID id) {
        service.drop(actor.get().requirePerson(), id);
        return Response.noContent().build();
    }
}
