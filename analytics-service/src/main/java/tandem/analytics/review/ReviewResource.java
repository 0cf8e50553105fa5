package tandem.analytics.review;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.analytics.review.ReviewQueries.ReviewsView;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Roles;

/** What the figures of a pilot were on the days agreed on. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ReviewResource {

    private final ReviewQueries queries;

    ReviewResource(ReviewQueries queries) {
        this.queries = queries;
    }

    @GET
    @Path("/pilots/{programme}/reviews")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.ANALYST, Roles.HR_PARTNER})
    @Operation(summary = "The figures after 60 and 120 days and at month 3 and 6, as they were known then")
    public ReviewsView reviews(@PathParam("programme") UUID programme) {
        return queries.of(new ProgrammeId(programme));
    }
}
