package tandem.runtime.time;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tandem.runtime.actor.Roles;
import tandem.runtime.openapi.Refuses;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** Moves programme time where it is simulated; elsewhere there is no such resource. */
@Path("/internal/clock")
@RunOnVirtualThread
public class ClockResource {

    private static final Duration LEAP_MAX = Duration.ofDays(400);

    private final Clocks clocks;
    private final ProgrammeJobs jobs;

    ClockResource(Clocks clocks, ProgrammeJobs jobs) {
        this.clocks = clocks;
        this.jobs = jobs;
    }

    /** An instant of programme time. */
    public record Setting(@NotNull Instant instant) {}

    @GET
    @RolesAllowed(Roles.SIMULATOR)
    @Operation(summary = "What programme time it is")
    public Setting show() {
        return new Setting(simulated().instant());
    }

    /** Answers when every job due up to the new instant has run. */
    @PUT
    @RolesAllowed(Roles.SIMULATOR)
    @Operation(summary = "Moves programme time forward and runs every job due until then")
    @Refuses({"clock-backward", "clock-too-far"})
    public Setting move(@NotNull @Valid Setting setting) {
        var clock = simulated();
        var now = clock.simulated();
        if (now != null && setting.instant().isBefore(now)) {
            throw new Refused(TimeProblems.BACKWARD, "Programme time is already " + now);
        }
        if (now != null && setting.instant().isAfter(now.plus(LEAP_MAX))) {
            throw new Refused(TimeProblems.TOO_FAR, "At most " + LEAP_MAX.toDays() + " days at once");
        }
        jobs.moveTo(clock, setting.instant());
        return setting;
    }

    private ProgrammeClock simulated() {
        return clocks.simulated()
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "Programme time is not simulated here"));
    }
}
