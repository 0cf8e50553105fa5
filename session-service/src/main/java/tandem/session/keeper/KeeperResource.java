package tandem.session.keeper;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;
import tandem.session.keeper.KeeperQueries.KeepingView;
import tandem.session.keeper.KeeperQueries.PromptView;
import tandem.session.keeper.KeeperQueries.SilenceView;
import tandem.session.rule.Snooze;

/** What the keeper sees and asks, why, and how to ask it for time. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class KeeperResource {

    private final KeeperService service;
    private final KeeperQueries queries;
    private final CurrentActor actor;

    KeeperResource(KeeperService service, KeeperQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    @GET
    @Path("/me/prompts")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "What the keeper asked me and why, newest first")
    public Page<PromptView> prompts(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.prompts(actor.get().requirePerson(), Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/engagements/{id}/silence")
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "How long a pair has not met, less its breaks, and what the keeper has done")
    @Shows(
            value = SilenceView.class,
            of = "the other side of an engagement; every engagement to those who run programmes")
    public SilenceView silence(@PathParam("id") UUID id) {
        var caller = actor.get();
        return queries.silence(new EngagementId(id), isOfOffice(caller) ? null : caller.requirePerson());
    }

    @POST
    @Path("/engagements/{id}:snooze")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Ask the keeper for time: four weeks at most, twice in a silence")
    @APIResponse(responseCode = "204", description = "The keeper waits until that day")
    @Refuses({"snooze-refused", "engagement-over"})
    @ShowsNobody("nothing is answered")
    public Response snooze(@PathParam("id") UUID id, @NotNull @Valid Wanted wanted) {
        var caller = actor.get();
        service.snooze(
                caller.requirePerson(), isOfOffice(caller), new EngagementId(id), wanted.until(), wanted.reason());
        return Response.noContent().build();
    }

    @GET
    @Path("/programmes/{id}/keeping")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Who keeps the pairs of a programme, and when it is closed")
    @Shows(value = KeepingView.class, of = "whoever a programme named as its keeper")
    public KeepingView keeping(@PathParam("id") UUID id) {
        return queries.keeping(new ProgrammeId(id));
    }

    @PUT
    @Path("/programmes/{id}/keeper")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Name the human whom silences of the programme come to; a program lead or an operations owner")
    @APIResponse(responseCode = "204", description = "Named")
    @ShowsNobody("nothing is answered")
    public Response name(@PathParam("id") UUID id, @NotNull @Valid Named named) {
        service.name(new ProgrammeId(id), named.person());
        return Response.noContent().build();
    }

    private static boolean isOfOffice(Actor caller) {
        return caller.hasRole(Roles.PROGRAM_LEAD) || caller.hasRole(Roles.OPERATIONS_OWNER);
    }

    /**
     * Time for a pair.
     *
     * @param until the day the keeper looks again
     */
    public record Wanted(@NotNull LocalDate until, @NotNull Snooze.Reason reason) {}

    /** The named human. */
    public record Named(@NotNull PersonId person) {}
}
