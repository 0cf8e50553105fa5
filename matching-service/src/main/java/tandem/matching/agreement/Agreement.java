package tandem.matching.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tandem.events.MatchId;
import tandem.events.Party;

/**
 * The working agreement of a match as it is to be signed.
 *
 * @param contentHash SHA-256 over the clauses; what was signed can be told from what was changed later
 * @param signatures when each side signed
 */
public record Agreement(
        MatchId match, int policyVersion, List<Clause> clauses, String contentHash, Map<Party, Instant> signatures) {

    public Agreement {
        clauses = List.copyOf(clauses);
        signatures = Map.copyOf(signatures);
    }

    public boolean isComplete() {
        return signatures.size() == Party.values().length;
    }
}
