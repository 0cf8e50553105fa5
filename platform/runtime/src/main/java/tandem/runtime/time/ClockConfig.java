package tandem.runtime.time;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;

/** How programme time runs in this process. */
@ConfigMapping(prefix = "tandem.clock")
interface ClockConfig {

    /** {@code real}, or {@code simulated}. */
    @WithParentName
    @WithDefault("real")
    Mode mode();

    /** Whether this installation may be simulated at all: demo and tests say so, nothing else. */
    @WithName("allow-simulated")
    @WithDefault("false")
    boolean allowSimulated();

    /** The kinds of programme time. */
    enum Mode {
        REAL,
        SIMULATED
    }
}
