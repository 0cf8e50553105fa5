package tandem.matching.engagement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.events.MatchId;
import tandem.matching.match.MatchQueries;
import tandem.matching.match.MatchQueries.MatchView;
import tandem.matching.match.MatchResource.Reason;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;

/** Replaces a match for fit: a step of the match, but it ends an engagement, so it stands here. */
@Path("/v1/matches/{id}:reassign")
@RunOnVirtualThread
public class ReassignmentResource {

    private final EngagementService service;
    private final MatchQueries matches;

    ReassignmentResource(EngagementService service, MatchQueries matches) {
        this.service = service;
        this.matches = matches;
    }

    @POST
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(summary = "Undo an assignment before it began and give the leader the next of the ranking")
    @Refuses({"engagement-ended", "match-state", "ranking-stale"})
    public MatchView reassign(@PathParam("id") UUID id, @NotNull @Valid Reason reason) {
        service.reassign(new MatchId(id), reason.reason());
        return matches.get(new MatchId(id), null);
    }
}
