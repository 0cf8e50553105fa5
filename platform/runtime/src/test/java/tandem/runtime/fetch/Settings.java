package tandem.runtime.fetch;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Settings of a test's own. */
record Settings(Set<Integer> ports, Optional<Set<String>> trusted, Duration time, int redirects, int perHost)
        implements FetchConfig {

    /** As a service has them that sets nothing. */
    static Settings strict() {
        return new Settings(Set.of(443, 8443), Optional.empty(), Duration.ofSeconds(5), 3, 2);
    }

    static Settings trusting(String... hosts) {
        return new Settings(Set.of(443), Optional.of(Set.of(hosts)), Duration.ofSeconds(2), 3, 2);
    }
}
