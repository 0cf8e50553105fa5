package tandem.matching.credential;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.events.ProviderType;
import tandem.events.Track;

/**
 * Everything that decides about a provider. How senior somebody is, is no part of it (R22, R108).
 *
 * @param qualifiedOn the first day in the pool; null for a candidate
 * @param proofs in any order; what was voided is not among them
 */
public record Dossier(
        ProviderType type,
        Set<Track> tracks,
        @Nullable LocalDate qualifiedOn,
        List<Proof> proofs,
        Performance performance) {

    public Dossier {
        tracks = Set.copyOf(tracks);
        proofs = List.copyOf(proofs);
    }

    boolean isCoach() {
        return tracks.contains(Track.COACHING);
    }

    boolean isMentor() {
        return tracks.contains(Track.MENTORING);
    }

    boolean isInternal() {
        return type == ProviderType.INTERNAL;
    }

    /** R17: nobody from outside sponsors. */
    boolean isSponsor() {
        return isMentor() && isInternal();
    }

    /** What counts on that day. */
    Stream<Proof> of(ProofKind kind, LocalDate day) {
        return proofs.stream().filter(proof -> proof.kind() == kind && proof.holdsOn(day));
    }

    /** Whether nothing of this kind counts on that day. */
    public boolean lacks(ProofKind kind, LocalDate day) {
        return of(kind, day).findAny().isEmpty();
    }
}
