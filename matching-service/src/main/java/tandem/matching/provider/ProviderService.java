package tandem.matching.provider;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import tandem.events.PersonId;
import tandem.matching.profile.ErasedPeople;
import tandem.runtime.embedding.SentenceEmbeddings;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/** Takes providers into the pool, out of it, and in again. */
@ApplicationScoped
public class ProviderService {

    private final Providers providers;
    private final ErasedPeople erased;
    private final SentenceEmbeddings embeddings;
    private final Outbox outbox;
    private final Clock clock;

    ProviderService(
            Providers providers,
            ErasedPeople erased,
            SentenceEmbeddings embeddings,
            Outbox outbox,
            @ProgrammeTime Clock clock) {
        this.providers = providers;
        this.erased = erased;
        this.embeddings = embeddings;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The first provider does not wait for the model. */
    void warm(@Observes StartupEvent started) {
        embeddings.warm(() -> embeddings.embed(List.of("leadership")));
    }

    /** Qualifies a person, or replaces the evidence of one who is a provider already. */
    @Transactional
    public PersonId qualify(PersonId person, ProviderEvidence evidence) {
        if (erased.contains(person)) {
            throw new Refused(CommonProblems.NOT_FOUND, "No such person");
        }
        var vector = embeddings.embed(List.of(evidence.labels())).getFirst();
        var provider = providers.find(person).orElseGet(() -> new Provider(person));
        outbox.append(provider.qualify(evidence, vector, embeddings.modelId(), clock.instant()));
        providers.persistAndFlush(provider);
        return person;
    }

    @Transactional
    public void hold(PersonId person, String reason) {
        providers.lock(person).hold(reason).ifPresent(outbox::append);
    }

    /** As {@link #hold}, when the person is a provider at all; answers whether it took effect. */
    @Transactional
    public boolean holdIfProvider(PersonId person, String reason) {
        var held = providers.find(person).flatMap(provider -> provider.hold(reason));
        held.ifPresent(outbox::append);
        return held.isPresent();
    }

    /** The provider takes MATCHING back: on hold, and nothing left to match by; answers whether there was anything. */
    @Transactional
    public boolean withdrawn(PersonId person) {
        var provider = providers.find(person);
        provider.flatMap(known -> known.hold("CONSENT_WITHDRAWN")).ifPresent(outbox::append);
        provider.ifPresent(Provider::forgetEvidence);
        return provider.isPresent();
    }

    /** Forgets the provider, after telling that nobody may be matched with this person any more. */
    @Transactional
    public boolean erased(PersonId person) {
        var provider = providers.find(person);
        provider.flatMap(known -> known.hold("ERASED")).ifPresent(outbox::append);
        provider.ifPresent(providers::delete);
        return provider.isPresent();
    }

    /** As {@link #release}, when the person is a provider held for this reason. */
    @Transactional
    public void releaseIfHeldFor(PersonId person, String reason) {
        providers
                .find(person)
                .filter(provider -> provider.isHeldFor(reason))
                .flatMap(Provider::release)
                .ifPresent(outbox::append);
    }

    @Transactional
    public void release(PersonId person) {
        providers.lock(person).release().ifPresent(outbox::append);
    }
}
