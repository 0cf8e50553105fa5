package tandem.simulator.client;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who calls: a name for messages, the token when there is one, and the tenant where the token names none (roles service and
 * simulator).
 */
public record Pass(String name, Supplier<Optional<String>> token, Optional<String> tenant) {
    public static final Pass NONE = new Pass("nobody", Optional::empty, Optional.empty());

    /** A pass with a token that is not asked for again, such as an expired one. */
    public static Pass fixed(String name, String token) {
        return new Pass(name, () -> Optional.of(token), Optional.empty());
    }

    /** The same caller, acting in a tenant. */
    public Pass in(String named) {
        return new Pass(name, token, Optional.of(named));
    }
}
