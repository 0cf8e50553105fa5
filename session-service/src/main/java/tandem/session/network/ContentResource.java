package tandem.session.network;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.NoAct;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.ShowsNobody;
import tandem.session.network.ContentQueries.ContentView;

/** What a programme recommends to read or watch. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ContentResource {

    private final ContentService service;
    private final ContentQueries queries;
    private final CurrentActor actor;

    ContentResource(ContentService service, ContentQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    @POST
    @Path("/programmes/{id}/content")
    @Idempotent
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Put something on the list of content")
    @APIResponse(
            responseCode = "201",
            description = "Listed",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Listed.class)))
    @Refuses({"link-refused", "content-list-full"})
    @ShowsNobody("the id of what the caller entered")
    public Response list(@PathParam("id") UUID id, @NotNull @Valid Item item) {
        var listed = service.list(new ProgrammeId(id), item.title(), item.link(), item.topic(), item.level());
        return Response.status(201).entity(new Listed(listed)).build();
    }

    @GET
    @Path("/programmes/{id}/content")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "The list of content; how often each was opened to those who curate it")
    public Page<ContentView> items(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        var caller = actor.get();
        return queries.items(
                new ProgrammeId(id), caller.requirePerson(), isOfOffice(caller), Cursor.parse(cursor), limit);
    }

    @POST
    @Path("/content/{id}:open")
    @NoAct("what somebody reads is counted and not kept")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Get the link; that it was opened is counted, not by whom")
    public Link open(@PathParam("id") UUID id) {
        return new Link(service.open(actor.get().requirePerson(), id));
    }

    @POST
    @Path("/content/{id}:withdraw")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Take something off the list")
    @APIResponse(responseCode = "204", description = "Off the list")
    @ShowsNobody("nothing is answered")
    public Response withdraw(@PathParam("id") UUID id) {
        service.withdraw(id);
        return Response.noContent().build();
    }

    private static boolean isOfOffice(Actor caller) {
        return caller.hasRole(Roles.PROGRAM_LEAD) || caller.hasRole(Roles.OPERATIONS_OWNER);
    }

    /**
     * Something to read or watch.
     *
     * @param topic a code, such as {@code DELEGATION}
     */
    public record Item(
            @NotNull @Size(min = 1, max = 120) String title,
            @NotNull @Size(max = 500) String link,
            @NotNull @Pattern(regexp = "[A-Z][A-Z_]{1,39}") String topic,
            @NotNull ContentLevel level) {}

    /** The item. */
    public record Listed(UUID id) {}

    /** Where it is. */
    public record Link(String link) {}
}
