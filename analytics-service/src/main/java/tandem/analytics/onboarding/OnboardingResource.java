package tandem.analytics.onboarding;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.analytics.onboarding.OnboardingQueries.OnboardingView;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;

/** The owner's stop: while it holds, nobody is enrolled, invited, run for, proposed or offered a seat. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OnboardingResource {

    private final OnboardingService service;
    private final OnboardingQueries queries;
    private final CurrentActor actor;

    OnboardingResource(OnboardingService service, OnboardingQueries queries, CurrentActor actor) {
        this.service = service;
        this.queries = queries;
        this.actor = actor;
    }

    /** Why nobody is to be taken in. */
    public record Stop(@NotNull StopReason reason) {}

    @GET
    @Path("/programmes/{programme}/onboarding")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.STEERING, Roles.ANALYST, Roles.HR_PARTNER})
    @Operation(summary = "Whether the programme takes people in, and when it did not")
    public OnboardingView onboarding(@PathParam("programme") UUID programme) {
        return queries.of(new ProgrammeId(programme));
    }

    @POST
    @Path("/programmes/{programme}/onboarding:stop")
    @RolesAllowed(Roles.OPERATIONS_OWNER)
    @Operation(summary = "Take nobody in from now on (R129)")
    @Refuses({"onboarding-stopped", "person-missing"})
    public OnboardingView stop(@PathParam("programme") UUID programme, @NotNull @Valid Stop stop) {
        service.stop(new ProgrammeId(programme), stop.reason(), actor.get());
        return queries.of(new ProgrammeId(programme));
    }

    @POST
    @Path("/programmes/{programme}/onboarding:resume")
    @RolesAllowed(Roles.OPERATIONS_OWNER)
    @Operation(summary = "Take people in again")
    @Refuses({"onboarding-running", "person-missing"})
    public OnboardingView resume(@PathParam("programme") UUID programme) {
        service.resume(new ProgrammeId(programme), actor.get());
        return queries.of(new ProgrammeId(programme));
    }
}
