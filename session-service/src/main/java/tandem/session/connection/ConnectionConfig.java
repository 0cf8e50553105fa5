package tandem.session.connection;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** What an operator may set about looking at calendars. */
@ConfigMapping(prefix = "calendar")
interface ConnectionConfig {

    /** How often a connected calendar is asked what changed. */
    Duration lookEvery();

    /** How often all of it is read: nothing is kept of what was dropped, and an engagement or a consent may have come since. */
    Duration readAllEvery();

    /** How far back, and ahead, meetings matter. */
    Duration back();

    Duration ahead();
}
