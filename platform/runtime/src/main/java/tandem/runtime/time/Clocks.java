package tandem.runtime.time;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.sql.Feed;

/**
 * Hands out the two clocks. A service told to simulate where that is not allowed does not start: rules and gates of a real programme
 * must not run on a clock somebody can push. Both count microseconds, as PostgreSQL does: an instant read again is the one that was kept.
 */
@Startup
@Singleton
class Clocks {

    private final Clock machine = Clock.tick(Clock.systemUTC(), ChronoUnit.MICROS.getDuration());
    private final Optional<ProgrammeClock> simulated;

    Clocks(ClockConfig config, @Feed Jdbi feed) {
        var simulate = config.mode() == ClockConfig.Mode.SIMULATED;
        if (simulate && !config.allowSimulated()) {
            throw new IllegalStateException(
                    "tandem.clock=simulated is refused here; only demo and tests set tandem.clock.allow-simulated=true");
        }
        simulated = simulate ? Optional.of(new ProgrammeClock(machine, feed)) : Optional.empty();
    }

    @MachineTime
    @Produces
    @Singleton
    Clock machine() {
        return machine;
    }

    @ProgrammeTime
    @Produces
    @Singleton
    Clock programme() {
        return simulated.<Clock>map(clock -> clock).orElse(machine);
    }

    Optional<ProgrammeClock> simulated() {
        return simulated;
    }
}
