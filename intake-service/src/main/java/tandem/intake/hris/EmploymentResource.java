package tandem.intake.hris;

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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.intake.hris.HistoryQueries.Stated;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.visibility.Shows;

/** What HR ever said about an employee, for HR and for the person. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EmploymentResource {

    private final HistoryQueries queries;
    private final CurrentActor actor;

    EmploymentResource(HistoryQueries queries, CurrentActor actor) {
        this.queries = queries;
        this.actor = actor;
    }

    @GET
    @Path("/me/employment-history")
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "What HR ever said of my employment, the newest first")
    @APIResponse(responseCode = "200", description = "A page of statements")
    public Page<Stated> mine(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.of(actor.get().requirePerson(), Cursor.parse(cursor), limit);
    }

    @GET
    @Path("/people/{id}/employment-history")
    @LookUp
    @RolesAllowed(Roles.HR_PARTNER)
    @Shows(value = Stated.class, of = "every employee of the company, to HR")
    @Operation(summary = "What HR ever said of an employee, the newest first")
    @APIResponse(responseCode = "200", description = "A page of statements")
    public Page<Stated> of(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        var stated = queries.of(new PersonId(id), Cursor.parse(cursor), limit);
        if (cursor == null && stated.items().isEmpty()) {
            throw new Refused(CommonProblems.NOT_FOUND, "HR has said nothing of " + id);
        }
        return stated;
    }
}
