package tandem.runtime.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the relay works; the defaults are those the benches run with. */
@ConfigMapping(prefix = "tandem.relay")
public interface RelayConfig {

    /** Off in tests without a broker, and in a replica that shall only serve requests. */
    @WithDefault("true")
    boolean enabled();

    /** Events read at a time. */
    @WithDefault("4000")
    @Min(1)
    @Max(50_000)
    int batch();

    /** How long to wait, without a commit in this process, before looking whether another replica has written. */
    @WithDefault("PT0.5S")
    Duration poll();

    /** Days that what was sent can be sent again. */
    @WithDefault("3")
    @Min(1)
    @Max(30)
    int keepDays();
}
