package tandem.analytics.visibility;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tandem.analytics.visibility.VisibilityQueries.Held;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;

/** What my employer can see: the rows held about the caller, and that others see figures about groups alone. */
@Path("/v1/visibility")
@Tag(name = "visibility")
@RunOnVirtualThread
class VisibilityResource {
    private final VisibilityQueries queries;
    private final CurrentActor actor;

    VisibilityResource(VisibilityQueries queries, CurrentActor actor) {
        this.queries = queries;
        this.actor = actor;
    }

    /**
     * What is held about the caller.
     *
     * @param figuresTo roles that see figures these rows count in
     * @param rowsTo roles that see the rows themselves: none
     * @param leastPeople figures about fewer are hidden from everybody
     */
    record Visible(String service, List<Held> held, List<String> figuresTo, List<String> rowsTo, int leastPeople) {}

    @GET
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "What this service holds about the caller, and who may see it")
    public Visible visibility() {
        return new Visible(
                "analytics-service",
                queries.about(actor.get().requirePerson()),
                List.of(
                        Roles.ANALYST,
                        Roles.PROGRAM_LEAD,
                        Roles.OPERATIONS_OWNER,
                        Roles.STEERING,
                        Roles.HR_PARTNER,
                        Roles.BI),
                List.of(),
                queries.leastPeople());
    }
}
