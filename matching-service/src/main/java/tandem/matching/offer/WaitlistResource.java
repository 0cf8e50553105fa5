package tandem.matching.offer;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.matching.offer.WaitlistQueries.WaitingView;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Shows;

/** Who waits for a seat, for those who run programmes. */
@Path("/v1/programmes/{programme}/waitlist")
@RunOnVirtualThread
public class WaitlistResource {

    private final WaitlistQueries queries;

    WaitlistResource(WaitlistQueries queries) {
        this.queries = queries;
    }

    @GET
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "Who waits for a seat, in the order in which seats are offered, and when each may expect one")
    @Refuses("programme-unknown")
    @Shows(value = WaitingView.class, of = "every leader who waits, with the provider whose seat is expected")
    public Page<WaitingView> list(
            @PathParam("programme") UUID programme,
            @Parameter(required = true) @QueryParam("track") @Nullable Track track,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.page(new ProgrammeId(programme), track, Cursor.parse(cursor), limit);
    }
}
