package tandem.session.recognition;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;
import tandem.session.recognition.RecognitionQueries.RecognitionView;

/** Visible wins: named by the leader, shown to whom the leader allows, gone when the leader says so. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RecognitionResource {

    private final RecognitionService service;
    private final RecognitionQueries queries;
    private final CurrentActor actor;

    RecognitionResource(RecognitionService service, RecognitionQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /** What was won. */
    public record Named(@NotNull Win win) {}

    @PUT
    @Path("/engagements/{id}/wins/{win}")
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(
            summary = "Name a win of yours, as the leader, under an id of your choice",
            description =
                    "Nobody sees it before you allow it: RECOGNITION in intake-service, with the field WIN, PROGRAMME or"
                            + " COMPANY as the recipient, and the id of the win as what it is about.")
    @APIResponse(responseCode = "204", description = "Named")
    @Refuses({"win-entered", "wins-full"})
    @ShowsNobody("nothing is answered")
    public Response name(@PathParam("id") UUID id, @PathParam("win") UUID win, @Valid @NotNull Named named) {
        service.enter(actor.get().requirePerson(), new EngagementId(id), win, named.win());
        return Response.noContent().build();
    }

    @DELETE
    @Path("/me/wins/{win}")
    @RolesAllowed(Roles.PARTICIPANT)
    @Operation(summary = "Take a win of yours back, shown or not")
    @APIResponse(responseCode = "204", description = "Gone")
    @ShowsNobody("nothing is answered")
    public Response remove(@PathParam("win") UUID win) {
        service.remove(actor.get().requirePerson(), win);
        return Response.noContent().build();
    }

    @GET
    @Path("/programmes/{id}/wins")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "The wins leaders of a programme show, to its members and those who run it")
    @Shows(value = RecognitionView.class, of = "leaders who allowed it, win by win")
    public Page<RecognitionView> feed(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        var caller = actor.get();
        var seesAll = caller.hasRole(Roles.PROGRAM_LEAD) || caller.hasRole(Roles.OPERATIONS_OWNER);
        return queries.feed(new ProgrammeId(id), seesAll ? null : caller.requirePerson(), cursor, limit);
    }
}
