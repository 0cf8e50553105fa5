package tandem.session.plan;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Shows;
import tandem.session.plan.PlanQueries.NotMetView;
import tandem.session.plan.PlanQueries.PlanView;

/** The plan of an engagement, and the pairs whose first meeting is overdue. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PlanResource {

    private final PlanQueries queries;
    private final CurrentActor actor;

    PlanResource(PlanQueries queries, CurrentActor actor) {
        this.queries = queries;
        this.actor = actor;
    }

    @GET
    @Path("/engagements/{id}/plan")
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "What an agreement lets its sides expect: meetings, days to look back, the first meeting")
    @Shows(value = PlanView.class, of = "the other side of an engagement; every engagement to those who run programmes")
    public PlanView plan(@PathParam("id") UUID id) {
        var caller = actor.get();
        var seesAll = caller.hasRole(Roles.PROGRAM_LEAD) || caller.hasRole(Roles.OPERATIONS_OWNER);
        return queries.plan(new EngagementId(id), seesAll ? null : caller.requirePerson());
    }

    @GET
    @Path("/first-meetings")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Pairs whose first meeting is overdue; with all, every pair that has not met")
    @Shows(value = NotMetView.class, of = "every pair that has not met yet")
    public Page<NotMetView> notMet(
            @QueryParam("programme") @Nullable UUID programme,
            @QueryParam("all") @DefaultValue("false") boolean all,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.notMet(programme == null ? null : new ProgrammeId(programme), all, Cursor.parse(cursor), limit);
    }
}
