package tandem.matching.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tandem.events.MatchId;
import tandem.events.Party;
import tandem.matching.engagement.Terms;

/**
 * One version of the working agreement of a match as it is to be signed.
 *
 * @param revision counted from 1; the last one is the one to sign
 * @param reason a code for why there is this version; null in the first
 * @param contentHash SHA-256 over the clauses; what was signed can be told from what was changed later
 * @param signatures when each side signed this version
 */
public record Agreement(
        MatchId match,
        int revision,
        Cause cause,
        @Nullable String reason,
        int policyVersion,
        Terms terms,
        List<Clause> clauses,
        String contentHash,
        Map<Party, Instant> signatures) {

    /** Why there is a version. */
    public enum Cause {
        /** The match was approved. */
        APPROVAL,
        /** Both wanted other terms. */
        CHANGE,
        /** Both wanted to go on for longer (R10, R85). */
        RENEWAL
    }

    public Agreement {
        clauses = List.copyOf(clauses);
        signatures = Map.copyOf(signatures);
    }

    public boolean isComplete() {
        return signatures.size() == Party.values().length;
    }
}
