package tandem.matching.credential;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;

/**
 * One dated proof about a provider, entered by a human or told by HR. It carries codes and numbers, never words.
 *
 * @param expiresOn the last day it holds; null when it does not run out by itself
 * @param about whom it involves: referee, endorsing manager, reviewing peer
 * @param minutes how long it took, 0 where that does not matter
 * @param panel scorecards of a demo, none of anything else
 */
public record Proof(
        UUID id,
        ProofKind kind,
        LocalDate on,
        @Nullable LocalDate expiresOn,
        @Nullable String code,
        @Nullable String reference,
        @Nullable PersonId about,
        int minutes,
        boolean verified,
        List<Scorecard> panel) {

    public Proof {
        panel = List.copyOf(panel);
    }

    /** Whether it counts on that day. */
    public boolean holdsOn(LocalDate day) {
        return !on.isAfter(day) && (verified || !kind.isVerified()) && (expiresOn == null || !day.isAfter(expiresOn));
    }
}
