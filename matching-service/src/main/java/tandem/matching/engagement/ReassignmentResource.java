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
import org.jspecify.annotations.Nullable;
import tandem.events.MatchId;
import tandem.matching.match.MatchQueries;
import tandem.matching.match.MatchQueries.MatchView;
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

    /**
     * Why the pair is replaced.
     *
     * @param beyondAllowance true when it is known and wanted that the programme misses the gate of week 9 by it
     */
    public record Reassignment(
            @NotNull ReassignmentReason reason, @Nullable Boolean beyondAllowance) {}

    @POST
    @RolesAllowed(Roles.PROGRAM_LEAD)
    @Operation(summary = "End a running match for fit, so that the leader can be given another provider by a new run")
    @Refuses({"engagement-ended", "match-state", "match-arranged", "reassignment-allowance-exhausted"})
    public MatchView reassign(@PathParam("id") UUID id, @NotNull @Valid Reassignment reassignment) {
        service.reassign(new MatchId(id), reassignment.reason(), Boolean.TRUE.equals(reassignment.beyondAllowance()));
        return matches.get(new MatchId(id), null);
    }
}
