package tandem.session.note;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import tandem.events.SessionId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;
import tandem.session.note.NoteQueries.NoteHead;
import tandem.session.note.NoteQueries.NoteView;

/** Sealed notes of sessions. Their sharing is allowed, and taken back, where all consents are: in intake-service. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class NoteResource {

    private static final int LENGTH_MAX = 8_000;
    private static final String ALLOWED = "leaders who allowed it, note by note and recipient by recipient";

    private final NoteService service;
    private final NoteQueries queries;
    private final CurrentActor actor;

    NoteResource(NoteService service, NoteQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /** What is written down. */
    public record Words(@NotBlank @Size(max = LENGTH_MAX) String text) {}

    @PUT
    @Path("/sessions/{id}/notes/{note}")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(
            summary = "Seal a note of a session under an id of your choice; it can be read and removed, not changed",
            description =
                    "Nobody else reads it unless the leader allows it: NOTE_SHARING in intake-service, with the field"
                            + " NOTE, a recipient, and the id of the note as what it is about.")
    @APIResponse(responseCode = "204", description = "Sealed")
    @Refuses({"note-written", "notes-full"})
    @ShowsNobody("nothing is answered")
    public Response write(@PathParam("id") UUID id, @PathParam("note") UUID note, @Valid @NotNull Words words) {
        service.write(actor.get().requirePerson(), new SessionId(id), note, words.text());
        return Response.noContent().build();
    }

    @GET
    @Path("/notes/{note}")
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.HR_PARTNER, Roles.STEERING})
    @Operation(summary = "Open a note: your own, or one the leader allows you to read")
    @Shows(value = NoteView.class, of = ALLOWED, own = Roles.PARTICIPANT)
    public NoteView note(@PathParam("note") UUID note) {
        return queries.open(note, actor.get());
    }

    @DELETE
    @Path("/notes/{note}")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Remove a note you wrote")
    @APIResponse(responseCode = "204", description = "Removed")
    @ShowsNobody("nothing is answered")
    public Response remove(@PathParam("note") UUID note) {
        service.remove(actor.get().requirePerson(), note);
        return Response.noContent().build();
    }

    @GET
    @Path("/engagements/{id}/notes")
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Which notes there are: to the leader all, to the provider those it may open; none is opened")
    @Shows(value = NoteHead.class, of = "the other side of an engagement; to a provider only what the leader allows")
    public Page<NoteHead> notes(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.heads(new EngagementId(id), actor.get().requirePerson(), cursor, limit);
    }

    @GET
    @Path("/shared-notes")
    @RolesAllowed({Roles.HR_PARTNER, Roles.STEERING})
    @Operation(summary = "Which notes leaders allow people of your role to read; none is opened")
    @Shows(value = NoteHead.class, of = ALLOWED)
    public Page<NoteHead> shared(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.shared(actor.get(), cursor, limit);
    }

    @GET
    @Path("/me/notes")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Everything you wrote, to take away")
    public Page<NoteView> mine(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.written(actor.get().requirePerson(), cursor, limit);
    }
}
