package tandem.matching.outlook;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.matching.capacity.Forecast;
import tandem.matching.outlook.CapacityQueries.CapacityView;
import tandem.matching.outlook.CapacityQueries.WhatIf;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.NoAct;
import tandem.runtime.openapi.Refuses;

/** Whether the seats suffice: pool, ratio and forecast, as they are and as they would be. Figures only, about nobody. */
@Path("/v1/programmes/{programme}")
@RunOnVirtualThread
public class CapacityResource {

    private final CapacityQueries queries;

    CapacityResource(CapacityQueries queries) {
        this.queries = queries;
    }

    /** What to take for granted in one track: more providers, a wave of leaders, or both. */
    public record Simulation(
            @NotNull Track track,
            @Valid @Nullable More providers,
            @Valid @Nullable Wave wave) {

        WhatIf whatIf() {
            return new WhatIf(
                    track,
                    providers == null ? 0 : providers.count(),
                    providers == null ? 0 : providers.seatsEach(),
                    wave == null ? 0 : wave.leaders(),
                    wave == null ? 0 : wave.week());
        }
    }

    /** So many more providers, from today. */
    public record More(
            @Min(0) @Max(1_000) int count, @Min(1) @Max(50) int seatsEach) {}

    /** So many leaders who come to need a seat in a week, counted from the present one, which is 0. */
    public record Wave(
            @Min(1) @Max(2_000) int leaders,
            @Min(0) @Max(Forecast.WEEKS - 1) int week) {}

    @GET
    @Path("/capacity")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.STEERING})
    @Operation(summary = "Whether the seats of a programme suffice, now and in the weeks ahead, track by track")
    @Refuses("programme-unknown")
    public CapacityView plan(@PathParam("programme") UUID programme) {
        return queries.plan(new ProgrammeId(programme));
    }

    @POST
    @Path("/capacity:simulate")
    @NoAct("nothing is written: it is arithmetic")
    @RolesAllowed({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.STEERING})
    @Operation(summary = "The same for one track with more providers, a wave of leaders, or both")
    @Refuses("programme-unknown")
    public CapacityView simulate(@PathParam("programme") UUID programme, @NotNull @Valid Simulation simulation) {
        return queries.simulate(new ProgrammeId(programme), simulation.whatIf());
    }
}
