package tandem.matching.credential;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Track;

/** Dossiers of people who have proven everything; change one thing at a time. */
final class Dossiers {

    static final LocalDate TODAY = LocalDate.of(2030, 1, 7);
    private static final PersonId GRACE = person(1);
    private static final PersonId LINUS = person(2);

    private Dossiers() {}

    static PersonId person(long n) {
        return new PersonId(new UUID(0, n));
    }

    static Dossier coach(ProviderType type) {
        var proofs = everybody(type);
        proofs.addAll(List.of(
                coded(ProofKind.CREDENTIAL, "ICF_PCC", TODAY),
                coded(ProofKind.ENGAGEMENT_OUTCOME, "FASTER_DECISIONS", TODAY),
                about(ProofKind.REFERENCE, GRACE),
                about(ProofKind.REFERENCE, LINUS)));
        return new Dossier(type, Set.of(Track.COACHING), null, proofs, Performance.NONE);
    }

    static Dossier mentor() {
        return mentor(ProviderType.INTERNAL);
    }

    /** A mentor who went through the four weeks. */
    static Dossier mentor(ProviderType type) {
        var proofs = everybody(type);
        for (var kind : List.of(
                ProofKind.PROMOTION_HISTORY,
                ProofKind.BIAS_TRAINING,
                ProofKind.CONFLICT_CHECK,
                ProofKind.ESCALATION_ROUTES,
                ProofKind.CONFLICT_CLAUSE,
                ProofKind.SPONSORSHIP_CLAUSE,
                ProofKind.SCENARIO_QUIZ,
                ProofKind.WORKING_AGREEMENT,
                ProofKind.BIAS_SIMULATION,
                ProofKind.ESCALATION_FLOW,
                ProofKind.INTRODUCTION_DRAFTED,
                ProofKind.INTRODUCTION_DRAFTED,
                ProofKind.INTRODUCTION_DRAFTED)) {
            proofs.add(plain(kind, TODAY));
        }
        proofs.add(coded(ProofKind.MENTEE_OUTCOME, "PROMOTED", TODAY));
        proofs.add(about(ProofKind.MANAGER_ENDORSEMENT, GRACE));
        proofs.add(minutes(ProofKind.FEEDBACK_SESSION, 10, TODAY));
        return new Dossier(type, Set.of(Track.MENTORING), null, proofs, Performance.NONE);
    }

    private static List<Proof> everybody(ProviderType type) {
        var proofs = new ArrayList<>(List.of(
                demo(30, TODAY, 4, 4), plain(ProofKind.DEMO_REVIEW, TODAY), plain(ProofKind.CO_COACHING, TODAY)));
        if (type == ProviderType.EXTERNAL) {
            proofs.add(plain(ProofKind.VENDOR_CLAUSES, TODAY));
        }
        return proofs;
    }

    static Proof plain(ProofKind kind, LocalDate on) {
        return proof(kind, on, null, null, null, 0, List.of());
    }

    static Proof coded(ProofKind kind, String code, LocalDate on) {
        return proof(kind, on, null, code, null, 0, List.of());
    }

    static Proof expiring(ProofKind kind, LocalDate on, LocalDate expiresOn) {
        return proof(kind, on, expiresOn, "ICF_ACC", null, 0, List.of());
    }

    static Proof about(ProofKind kind, PersonId person) {
        return proof(kind, TODAY, null, null, person, 0, List.of());
    }

    static Proof minutes(ProofKind kind, int minutes, LocalDate on) {
        return proof(kind, on, null, null, GRACE, minutes, List.of());
    }

    /** Scored by as many panellists as there are marks, each giving the same on every dimension. */
    static Proof demo(int minutes, LocalDate on, int... marks) {
        var panel = IntStream.range(0, marks.length)
                .mapToObj(i -> new Scorecard(person(100L + i), marks[i], marks[i], marks[i], marks[i], marks[i]))
                .toList();
        return proof(ProofKind.DEMO, on, null, null, null, minutes, panel);
    }

    static Proof unverified(Proof proof) {
        return new Proof(
                proof.id(),
                proof.kind(),
                proof.on(),
                proof.expiresOn(),
                proof.code(),
                proof.reference(),
                proof.about(),
                proof.minutes(),
                false,
                proof.panel());
    }

    static Dossier with(Dossier dossier, Proof... more) {
        var proofs = new ArrayList<>(dossier.proofs());
        proofs.addAll(List.of(more));
        return proven(dossier, proofs);
    }

    static Dossier without(Dossier dossier, ProofKind kind) {
        return proven(
                dossier,
                dossier.proofs().stream().filter(proof -> proof.kind() != kind).toList());
    }

    static Dossier proven(Dossier dossier, List<Proof> proofs) {
        return new Dossier(dossier.type(), dossier.tracks(), dossier.qualifiedOn(), proofs, dossier.performance());
    }

    static Dossier performing(Dossier dossier, Performance performance) {
        return new Dossier(dossier.type(), dossier.tracks(), dossier.qualifiedOn(), dossier.proofs(), performance);
    }

    static Dossier qualified(Dossier dossier, LocalDate on) {
        return new Dossier(dossier.type(), dossier.tracks(), on, dossier.proofs(), dossier.performance());
    }

    private static Proof proof(
            ProofKind kind,
            LocalDate on,
            @Nullable LocalDate expiresOn,
            @Nullable String code,
            @Nullable PersonId about,
            int minutes,
            List<Scorecard> panel) {
        return new Proof(UUID.randomUUID(), kind, on, expiresOn, code, "N-1", about, minutes, true, panel);
    }
}
