package tandem.intake.intake;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.events.ProgrammeId;
import tandem.intake.intake.AssignmentRuleService.AssignmentRules;
import tandem.runtime.actor.Roles;
import tandem.runtime.visibility.ShowsNobody;

/** The matrix as discrete rules, for systems that assign by rules of their own (R40). */
@Path("/v1/assignment-rules")
@RunOnVirtualThread
public class AssignmentRuleResource {

    private static final String CSV = "text/csv";

    private final AssignmentRuleService service;

    AssignmentRuleResource(AssignmentRuleService service) {
        this.service = service;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({
        Roles.HRIS,
        Roles.PROGRAM_LEAD,
        Roles.OPERATIONS_OWNER,
        Roles.HR_PARTNER,
        Roles.STEERING,
        Roles.DATA_PROTECTION
    })
    @Operation(
            summary = "Every case the rules tell apart under a programme's policy, with its answer",
            description = "Stamped with the versions of rules and policy. "
                    + "As CSV for HR and learning systems. Problems: not-found.")
    public AssignmentRules rules(@QueryParam("programme") @NotNull UUID programme) {
        return service.rules(new ProgrammeId(programme));
    }

    @GET
    @Produces(CSV)
    @RolesAllowed({
        Roles.HRIS,
        Roles.PROGRAM_LEAD,
        Roles.OPERATIONS_OWNER,
        Roles.HR_PARTNER,
        Roles.STEERING,
        Roles.DATA_PROTECTION
    })
    @Operation(hidden = true)
    @ShowsNobody("rules")
    public String table(@QueryParam("programme") @NotNull UUID programme) {
        return service.rules(new ProgrammeId(programme)).asCsv();
    }
}
