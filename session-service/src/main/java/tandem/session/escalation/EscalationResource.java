package tandem.session.escalation;

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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.idempotency.Idempotent;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;
import tandem.session.escalation.Escalation.Outcome;
import tandem.session.escalation.EscalationQueries.EscalationView;
import tandem.session.escalation.EscalationQueries.Wanted;
import tandem.session.rule.Routing;
import tandem.session.rule.Routing.Office;
import tandem.session.rule.Routing.Reason;

/** Escalations of an engagement, and the queues of the offices that decide them. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EscalationResource {

    private final EscalationService service;
    private final EscalationQueries queries;
    private final CurrentActor actor;

    EscalationResource(EscalationService service, EscalationQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    @POST
    @Path("/engagements/{id}/escalations")
    @Idempotent
    @RolesAllowed({
        Roles.PARTICIPANT,
        Roles.PROVIDER,
        Roles.PROGRAM_LEAD,
        Roles.OPERATIONS_OWNER,
        Roles.HR_PARTNER,
        Roles.STEERING
    })
    @Operation(summary = "Escalate something about an engagement, by code; the type says which office decides")
    @APIResponse(
            responseCode = "201",
            description = "Raised",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Escalated.class)))
    @Refuses({"escalation-faulty", "escalation-there"})
    @ShowsNobody("the id of what the caller entered")
    public Response raise(@PathParam("id") UUID id, @NotNull @Valid Raised raised) {
        var caller = actor.get();
        var escalation = service.raise(
                caller.requirePerson(), officesOf(caller), new EngagementId(id), raised.type(), raised.reason());
        return Response.status(201).entity(new Escalated(escalation)).build();
    }

    @GET
    @Path("/engagements/{id}/escalations")
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Escalations of an engagement: the caller's own, and those both sides see")
    @Shows(value = EscalationView.class, of = "the other side of an engagement, as far as both sides are concerned")
    public Page<EscalationView> ofEngagement(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.ofEngagement(new EngagementId(id), actor.get().requirePerson(), Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/escalations")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.STEERING})
    @Operation(summary = "What waits for the caller's office, oldest first, with its due day")
    @Shows(value = EscalationView.class, of = "every engagement with an escalation that belongs to the reader's office")
    public Page<EscalationView> queue(
            @QueryParam("programme") @Nullable UUID programme,
            @QueryParam("all") @DefaultValue("false") boolean all,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        var caller = actor.get();
        var wanted = new Wanted(
                officesOf(caller), caller.person(), programme == null ? null : new ProgrammeId(programme), all);
        return queries.queue(wanted, Cursor.parse(cursor), limit);
    }

    @POST
    @Path("/escalations/{id}:take")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.STEERING})
    @Operation(summary = "Take an escalation on, or over")
    @APIResponse(responseCode = "204", description = "Taken")
    @Refuses("escalation-not-open")
    @ShowsNobody("nothing is answered")
    public Response take(@PathParam("id") UUID id) {
        var caller = actor.get();
        service.take(caller.requirePerson(), officesOf(caller), id);
        return Response.noContent().build();
    }

    @POST
    @Path("/escalations/{id}:resolve")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.STEERING})
    @Operation(summary = "Say what came of an escalation the caller has taken")
    @APIResponse(responseCode = "204", description = "Resolved")
    @Refuses({"escalation-not-open", "escalation-faulty"})
    @ShowsNobody("nothing is answered")
    public Response resolve(@PathParam("id") UUID id, @NotNull @Valid Resolved resolved) {
        var caller = actor.get();
        service.resolve(caller.requirePerson(), officesOf(caller), id, resolved.outcome());
        return Response.noContent().build();
    }

    private static Set<Office> officesOf(Actor caller) {
        var offices = EnumSet.noneOf(Office.class);
        if (caller.hasRole(Roles.PROGRAM_LEAD) || caller.hasRole(Roles.OPERATIONS_OWNER)) {
            offices.add(Office.OPERATIONS);
        }
        if (caller.hasRole(Roles.HR_PARTNER)) {
            offices.add(Office.HR);
        }
        if (caller.hasRole(Roles.STEERING)) {
            offices.add(Office.STEERING);
        }
        return offices;
    }

    /** What somebody escalates; codes only, what happened is told to the office. */
    public record Raised(
            @NotNull Routing.Type type, @NotNull Reason reason) {}

    /** The escalation. */
    public record Escalated(UUID id) {}

    /** What came of it. */
    public record Resolved(@NotNull Outcome outcome) {}
}
