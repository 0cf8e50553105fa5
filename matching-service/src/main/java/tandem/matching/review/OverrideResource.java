package tandem.matching.review;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.events.ProgrammeId;
import tandem.matching.review.OverrideQueries.AnalysisView;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;

/** How often humans decided otherwise than the engine, about what, and who was right later. */
@Path("/v1/overrides/analysis")
@RunOnVirtualThread
public class OverrideResource {

    private final OverrideQueries queries;

    OverrideResource(OverrideQueries queries) {
        this.queries = queries;
    }

    @GET
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.STEERING, Roles.ANALYST})
    @Operation(
            summary =
                    "The overrides of a programme looked back at: share, reasons, signals, and what became of the pairs")
    @Refuses("programme-unknown")
    public AnalysisView analysis(@QueryParam("programme") @NotNull UUID programme) {
        return queries.analysis(new ProgrammeId(programme));
    }
}
