package tandem.analytics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may set. */
@ConfigMapping(prefix = "analytics")
public interface AnalyticsConfig {
    LedgerConfig ledger();

    ReportsConfig removalReports();

    PublicationsConfig publications();

    ReadersConfig readers();

    /** Logins of BI tools. */
    interface ReadersConfig {
        /** How often sessions that run too long are looked for: a duration, or {@code off}. */
        @WithDefault("10s")
        String watchEvery();
    }

    /** What BI reads. */
    interface PublicationsConfig {
        /** How long a publication is there for whoever pinned it, in programme time; the newest one stays. */
        @WithDefault("P400D")
        Duration keep();
    }

    /** How events are taken in. */
    interface LedgerConfig {
        /** Off where there is no broker. */
        @WithDefault("true")
        boolean enabled();

        /** Workers in this process; partitions are spread over them and over those of other replicas. */
        @WithDefault("2")
        int workers();

        /** Most records of one transaction. */
        @WithDefault("5000")
        int pollMax();

        /** Events a second above which a worker gathers a batch before it goes on. */
        @WithDefault("400")
        int busyPerSecond();

        @WithDefault("10ms")
        Duration gather();
    }

    /** How soon the others hear what was removed. */
    interface ReportsConfig {
        /** A duration, or {@code off}. */
        @WithDefault("1s")
        String every();
    }
}
