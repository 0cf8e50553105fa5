package tandem.session.checkin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;

/** What a programme asks its people: the plan that is shipped, until it publishes its own. */
@Path("/v1/programmes/{programme}/check-in-plan")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CheckInPlanResource {

    private final CheckInService service;

    CheckInPlanResource(CheckInService service) {
        this.service = service;
    }

    /** The plan in force; version 0 is the one that is shipped. */
    public record PlanView(int version, CheckInPlan plan) {

        static PlanView of(CheckInPlans.Versioned versioned) {
            return new PlanView(versioned.version(), versioned.plan());
        }
    }

    @GET
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "What a programme asks its people, and when")
    public PlanView read(@PathParam("programme") UUID programme) {
        return PlanView.of(service.plan(new ProgrammeId(programme)));
    }

    @PUT
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER})
    @Operation(summary = "Publish what a programme asks its people, as the next version; what is open stays as it is")
    @Refuses("check-in-plan-faulty")
    public PlanView publish(@PathParam("programme") UUID programme, @NotNull @Valid CheckInPlan plan) {
        return PlanView.of(service.publish(new ProgrammeId(programme), plan));
    }
}
