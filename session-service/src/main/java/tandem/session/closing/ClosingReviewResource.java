package tandem.session.closing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.LookUp;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.visibility.Exposures;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;
import tandem.session.closing.ClosingReviewQueries.ClosingReviewView;

/** The closing reviews of an engagement: each side's own, and both to those who run programmes. */
@Path("/v1/engagements/{id}/closing-reviews")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ClosingReviewResource {

    private static final int GOALS_MAX = 20;

    private final ClosingReviewService service;
    private final ClosingReviewQueries queries;
    private final CurrentActor actor;

    ClosingReviewResource(ClosingReviewService service, ClosingReviewQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /**
     * What one side says.
     *
     * @param goalsMet of {@code goals}
     * @param rating of the provider by the leader, 1 to 5
     */
    public record Review(
            @NotNull @Min(0) @Max(GOALS_MAX) Integer goalsMet,
            @NotNull @Min(0) @Max(GOALS_MAX) Integer goals,
            @Min(1) @Max(5) @Nullable Integer rating) {}

    /** What both sides have said so far. */
    public record ClosingView(List<ClosingReviewView> reviews) {}

    @POST
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER})
    @Operation(summary = "Review an engagement that ends, once, as one of its two sides")
    @APIResponse(responseCode = "204", description = "On record")
    @Refuses({"engagement-not-closing", "closing-review-submitted", "closing-review-faulty"})
    @ShowsNobody("nothing is answered")
    public Response submit(@PathParam("id") UUID id, @NotNull @Valid Review review) {
        service.submit(
                actor.get().requirePerson(), new EngagementId(id), review.rating(), review.goalsMet(), review.goals());
        return Response.noContent().build();
    }

    @GET
    @LookUp
    @RolesAllowed({Roles.PARTICIPANT, Roles.PROVIDER, Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "What both sides of an engagement said when it ended")
    @Shows(
            value = ClosingView.class,
            of = "the other side of an engagement; every engagement to those who run programmes")
    public ClosingView reviews(@PathParam("id") UUID id) {
        var caller = actor.get();
        boolean seesAll = Exposures.shows(ClosingReviewView.class, "rating", caller.roles());
        return new ClosingView(queries.reviews(new EngagementId(id), seesAll ? null : caller.requirePerson()));
    }
}
