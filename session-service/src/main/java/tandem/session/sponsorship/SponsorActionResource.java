package tandem.session.sponsorship;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
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
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.SponsorActionId;
import tandem.events.SponsorActionKind;
import tandem.events.SponsorOutcome;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;
import tandem.session.sponsorship.SponsorActionQueries.OverdueView;
import tandem.session.sponsorship.SponsorActionQueries.SponsorActionView;

/** The sponsor ledger of mentoring engagements, and the one form for those who confirm an entry. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SponsorActionResource {

    private final SponsorActionService service;
    private final SponsorActionQueries queries;
    private final CurrentActor actor;

    SponsorActionResource(SponsorActionService service, SponsorActionQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    @POST
    @Path("/engagements/{id}/sponsor-actions")
    @Idempotent
    @RolesAllowed(Roles.PROVIDER)
    @Operation(summary = "Commit to a sponsor action")
    @APIResponse(
            responseCode = "201",
            description = "On record",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Committed.class)))
    @Refuses({"not-a-mentor", "external-cannot-sponsor", "mentoring-ended"})
    @ShowsNobody("the id of what the caller entered")
    public Response commit(@PathParam("id") UUID id, @Valid @NotNull Commitment commitment) {
        var by = actor.get().requirePerson();
        return Response.status(201)
                .entity(new Committed(service.commit(by, new EngagementId(id), commitment.kind(), commitment.dueOn())))
                .build();
    }

    @GET
    @Path("/engagements/{id}/sponsor-actions")
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "The sponsor actions of an engagement")
    @Shows(
            value = SponsorActionView.class,
            of = "the other side of an engagement; every engagement to those who run programmes")
    public Page<SponsorActionView> actions(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        var caller = actor.get();
        var seesAll = caller.hasRole(Roles.PROGRAM_LEAD) || caller.hasRole(Roles.OPERATIONS_OWNER);
        return queries.actions(new EngagementId(id), seesAll ? null : caller.requirePerson(), cursor, limit);
    }

    @POST
    @Path("/sponsor-actions/{id}:take")
    @RolesAllowed(Roles.PROVIDER)
    @Operation(summary = "Log an action as taken; answers the token a third party can confirm it with, once")
    @Refuses({"sponsor-action-not-open", "sponsor-action-ahead"})
    public Confirmation take(@PathParam("id") UUID id, @Valid @NotNull Taken taken) {
        return new Confirmation(service.take(actor.get().requirePerson(), new SponsorActionId(id), taken.takenOn()));
    }

    @POST
    @Path("/sponsor-actions/{id}:report")
    @RolesAllowed(Roles.PROVIDER)
    @Operation(summary = "Report what came of an action, within 60 days of taking it; told again, the later word holds")
    @APIResponse(responseCode = "204", description = "On record")
    @Refuses("sponsor-action-not-open")
    @ShowsNobody("nothing is answered")
    public Response report(@PathParam("id") UUID id, @Valid @NotNull Came came) {
        service.report(actor.get().requirePerson(), new SponsorActionId(id), came.outcome());
        return Response.noContent().build();
    }

    @GET
    @Path("/overdue-sponsor-actions")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "The actions of running engagements that are overdue, or whose outcome is")
    @Shows(value = OverdueView.class, of = "every engagement, to those who run programmes")
    public Page<OverdueView> overdue(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.overdue(cursor, limit);
    }

    @POST
    @Path("/confirmations/{token}")
    @PermitAll
    @Operation(summary = "Confirm or deny a sponsor action with a single-use token; no account is needed")
    @APIResponse(responseCode = "204", description = "On record; the token is used up")
    @Refuses("link-unusable")
    public Response answer(@PathParam("token") String token, @Valid @NotNull Answer answer) {
        service.answer(token, answer.confirmed());
        return Response.noContent().build();
    }

    /** What a mentor commits to. */
    public record Commitment(
            @NotNull SponsorActionKind kind, @NotNull LocalDate dueOn) {}

    /** The entry of the ledger. */
    public record Committed(SponsorActionId id) {}

    /** When an action was taken. */
    public record Taken(@NotNull LocalDate takenOn) {}

    /** The token for a third party; it is shown this once. */
    public record Confirmation(String confirmation) {}

    /** What came of an action. */
    public record Came(@NotNull SponsorOutcome outcome) {}

    /** What a third party says. */
    public record Answer(@NotNull Boolean confirmed) {}
}
