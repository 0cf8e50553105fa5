package tandem.matching.provider;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.matching.profile.ErasedPeople;
import tandem.matching.provider.Hold.Origin;
import tandem.runtime.embedding.SentenceEmbeddings;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/** Registers providers, holds and releases them, and forgets them. */
@ApplicationScoped
public class ProviderService {

    private final Parts parts;
    private final ErasedPeople erased;
    private final SentenceEmbeddings embeddings;
    private final Outbox outbox;
    private final Clock clock;

    ProviderService(
            Parts parts,
            ErasedPeople erased,
            SentenceEmbeddings embeddings,
            Outbox outbox,
            @ProgrammeTime Clock clock) {
        this.parts = parts;
        this.erased = erased;
        this.embeddings = embeddings;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What a provider consists of. */
    @ApplicationScoped
    static class Parts {
        private final Providers providers;
        private final Proofs proofs;
        private final StandingService standings;

        Parts(Providers providers, Proofs proofs, StandingService standings) {
            this.providers = providers;
            this.proofs = proofs;
            this.standings = standings;
        }

        Providers providers() {
            return providers;
        }

        Proofs proofs() {
            return proofs;
        }

        StandingService standings() {
            return standings;
        }
    }

    /** The first provider does not wait for the model. */
    void warm(@Observes StartupEvent started) {
        embeddings.warm(() -> embeddings.embed(List.of("leadership")));
    }

    /** Registers a candidate, or replaces what a provider brings. Whether that suffices, the proofs decide. */
    @Transactional
    public PersonId register(PersonId person, ProviderEvidence evidence) {
        if (erased.contains(person)) {
            throw new Refused(CommonProblems.NOT_FOUND, "No such person");
        }
        var vector = embeddings.embed(List.of(evidence.labels())).getFirst();
        var provider = parts.providers().lockIfKnown(person).orElseGet(() -> new Provider(person));
        provider.register(evidence, vector, embeddings.modelId()).ifPresent(outbox::append);
        parts.providers().persist(provider);
        parts.standings().assess(provider);
        parts.providers().flush();
        return person;
    }

    /** By a human, and only a human releases it. */
    @Transactional
    public void hold(PersonId person, String reason) {
        hold(parts.providers().lock(person), reason, Origin.HUMAN);
    }

    /** The gate of analytics-service (R99) found the provider below it. */
    @Transactional
    public void belowGate(PersonId person) {
        parts.providers().lockIfKnown(person).ifPresent(provider -> hold(provider, "BELOW_GATE", Origin.ANALYTICS));
    }

    /** What intake-service told takes the person out, if a provider at all. */
    @Transactional
    public void holdIfProvider(PersonId person, String reason) {
        parts.providers().lockIfKnown(person).ifPresent(provider -> hold(provider, reason, Origin.INTAKE));
    }

    /** The provider takes MATCHING back: on hold, and nothing left to match by; answers whether there was anything. */
    @Transactional
    public boolean withdrawn(PersonId person) {
        var provider = parts.providers().lockIfKnown(person);
        provider.ifPresent(known -> {
            hold(known, "CONSENT_WITHDRAWN", Origin.INTAKE);
            known.forgetEvidence();
        });
        return provider.isPresent();
    }

    /** What HR told as proof went with the consent it was told under: the rules are asked again without it (R56). */
    @Transactional
    public void profileGone(PersonId person) {
        parts.standings().reassess(List.of(person));
    }

    /** Forgets the provider and what was proven, after telling that nobody may be matched with this person any more. */
    @Transactional
    public Map<String, Integer> erased(PersonId person) {
        var provider = parts.providers().lockIfKnown(person);
        provider.ifPresent(known -> hold(known, "ERASED", Origin.INTAKE));
        provider.ifPresent(parts.providers()::delete);
        return Map.of(
                "providers",
                provider.isPresent() ? 1 : 0,
                "proofs",
                parts.proofs().remove(person));
    }

    /** Takes back one hold that intake-service's news set. */
    @Transactional
    public void releaseIfHeldFor(PersonId person, String reason) {
        parts.providers()
                .lockIfKnown(person)
                .ifPresent(provider -> release(provider, hold -> hold.isFor(reason, Origin.INTAKE)));
    }

    /**
     * A human takes holds back, the one named or all of them. What the rules hold for goes when they find it gone.
     *
     * @param reason null for all
     */
    @Transactional
    public void release(PersonId person, @Nullable String reason) {
        release(
                parts.providers().lock(person),
                hold -> reason == null || hold.reason().equals(reason));
    }

    private void hold(Provider provider, String reason, Origin origin) {
        provider.hold(new Hold(reason, origin, clock.instant())).ifPresent(outbox::append);
    }

    private void release(Provider provider, Predicate<Hold> meant) {
        provider.release(meant, parts.standings().today()).ifPresent(outbox::append);
    }
}
