package tandem.simulator.client;

import java.util.Optional;
import tandem.local.Tokens;

/** The passes of machines and people, with real tokens of the realm. */
public final class People {
    private final Tokens tokens;

    public People(Tokens tokens) {
        this.tokens = tokens;
    }

    /** A machine client such as {@code acme-hris}. */
    public Pass machine(String clientId) {
        return new Pass(clientId, () -> Optional.of(tokens.machine(clientId)), Optional.empty());
    }

    /** A person by login name. */
    public Pass person(String username) {
        return new Pass(username, () -> Optional.of(tokens.person(username)), Optional.empty());
    }
}
