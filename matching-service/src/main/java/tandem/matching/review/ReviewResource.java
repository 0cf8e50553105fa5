package tandem.matching.review;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.ProgrammeId;
import tandem.matching.review.ReviewQueries.ReviewView;
import tandem.runtime.actor.Roles;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.Shows;

/** The review queue: proposals that wait for a human, with their due time and checklist. */
@Path("/v1/reviews")
@RunOnVirtualThread
public class ReviewResource {

    private final ReviewQueries queries;

    ReviewResource(ReviewQueries queries) {
        this.queries = queries;
    }

    @GET
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "Proposals that wait for a human, oldest first")
    @Shows(value = ReviewView.class, of = "every leader and provider of a proposal that waits for a human")
    public Page<ReviewView> list(
            @QueryParam("programme") @Nullable UUID programme,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue(Page.LIMIT_DEFAULT) @Min(Page.LIMIT_MIN) @Max(Page.LIMIT_MAX)
                    int limit) {
        return queries.page(programme == null ? null : new ProgrammeId(programme), Cursor.parse(cursor), limit);
    }
}
