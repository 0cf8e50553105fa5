package tandem.session;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** What an operator may set about sessions. */
@ConfigMapping(prefix = "session")
public interface SessionConfig {

    /** How long a session past its end waits for the other side before one side's word settles it. */
    Duration settlementGrace();

    /** How long the confirmation link of a sponsor action works. */
    Duration confirmationLife();
}
