package tandem.analytics.ledger;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import tandem.events.Topics;
import tandem.runtime.failure.Backoff;

/**
 * How one consumer works.
 *
 * @param pollMax most records of a poll, which is one transaction
 * @param busyPerSecond flow above which it gathers
 * @param gather how long it gathers
 */
public record LedgerSettings(List<String> topics, int pollMax, int busyPerSecond, Duration gather, Backoff backoff) {
    public LedgerSettings {
        if (pollMax < 1) {
            throw new ConfigException("pollMax must be positive");
        }
    }

    /** All topics, as the service uses them. */
    public static LedgerSettings standard() {
        return new LedgerSettings(
                Topics.ALL,
                5_000,
                400,
                Duration.ofMillis(10),
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5)));
    }
}
