package tandem.runtime.fetch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What an operator may set about fetching. */
@ConfigMapping(prefix = "tandem.fetch")
public interface FetchConfig {

    /** Ports that may be asked. */
    @WithDefault("443,8443")
    Set<Integer> ports();

    /**
     * Hosts, as {@code host:port}, that are taken at their word: they may be inside and speak plain HTTP. For tests, the demo, and a
     * calendar server of the company's own. Nothing is by default.
     */
    Optional<Set<String>> trusted();

    /** All a fetch may take, from the look-up of the name to the last byte, redirects included. */
    @WithDefault("20s")
    Duration time();

    /** Redirects that are followed, each checked like the first address. */
    @WithDefault("3")
    int redirects();

    /** Connections to one host at once; others wait within their time. */
    @WithDefault("2")
    int perHost();
}
