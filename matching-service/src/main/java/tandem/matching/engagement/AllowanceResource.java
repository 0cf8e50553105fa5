package tandem.matching.engagement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;

/** How many more pairs of a programme can be replaced for fit: shown before anybody does it (W9). */
@Path("/v1/programmes/{id}/reassignment-allowance")
@RunOnVirtualThread
public class AllowanceResource {

    private final EngagementService service;

    AllowanceResource(EngagementService service) {
        this.service = service;
    }

    /**
     * The allowance of a programme.
     *
     * @param leaders with an approved match
     * @param reassigned leaders who were given another provider for fit
     * @param allowed the most that stays strictly below 10 %
     * @param left how many more pass the gate of week 9
     * @param reasons the codes a reassignment can have
     */
    public record AllowanceView(
            ProgrammeId programme,
            int leaders,
            int reassigned,
            int allowed,
            int left,
            List<ReassignmentReason> reasons) {}

    @GET
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER})
    @Operation(summary = "How many more leaders of a programme can be given another provider within the allowance")
    @Refuses("programme-unknown")
    public AllowanceView show(@PathParam("id") UUID id) {
        var programme = new ProgrammeId(id);
        var allowance = service.allowance(programme);
        return new AllowanceView(
                programme,
                allowance.leaders(),
                allowance.reassigned(),
                allowance.allowed(),
                allowance.left(),
                Arrays.asList(ReassignmentReason.values()));
    }
}
