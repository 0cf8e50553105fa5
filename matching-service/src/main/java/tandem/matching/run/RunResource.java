package tandem.matching.run;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.matching.run.RunQueries.RunView;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;

/** Runs of the match engine: asked for, then read until they are done. */
@Path("/v1/runs")
@RunOnVirtualThread
public class RunResource {

    private final RunService service;
    private final RunQueries queries;
    private final CurrentActor actor;

    RunResource(RunService service, RunQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /** Whom to rank for: these leaders, or everyone of the programme who waits; one track, or every one that is due. */
    public record Request(
            @NotNull UUID programme,
            @Nullable Track track,
            @Size(max = RunService.LEADERS_MAX) @Nullable List<@NotNull UUID> leaders,
            @Min(1) @Max(10) int top) {}

    /** 201 with the results when the run is done at once, 202 when it goes on. */
    @POST
    @Idempotent
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(summary = "Rank providers for the leaders of a programme and propose the best")
    @APIResponse(
            responseCode = "201",
            description = "Done, with its results",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RunView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Under way; the location tells how far it is",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RunView.class)))
    @Refuses({"programme-unknown", "weight-profile-unknown", "onboarding-stopped"})
    public Response run(@NotNull @Valid Request request) {
        var leaders = request.leaders() == null
                ? List.<PersonId>of()
                : request.leaders().stream().map(PersonId::new).distinct().toList();
        var id = service.open(
                new ProgrammeId(request.programme()), request.track(), leaders, request.top(), actor.get());
        var run = queries.get(id, Optional.empty(), Page.LIMIT_MAX);
        return Response.status("DONE".equals(run.state()) ? Response.Status.CREATED : Response.Status.ACCEPTED)
                .location(URI.create("/v1/runs/" + id))
                .entity(run)
                .build();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "A run with its results")
    public RunView get(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.get(id, Cursor.parse(cursor), limit);
    }
}
