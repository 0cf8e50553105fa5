package tandem.matching.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.matching.credential.Gap;
import tandem.matching.credential.ProofKind;
import tandem.matching.credential.Qualification;
import tandem.matching.credential.Scorecard;
import tandem.matching.provider.Proofs.Hands;
import tandem.runtime.actor.Actor;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/**
 * Takes proofs of a provider in, from different people: one enters, another one verifies, a panel scores, the provider signs. After each
 * of it the rules are asked where the provider stands.
 */
@ApplicationScoped
public class ProofService {

    private final Providers providers;
    private final Proofs proofs;
    private final StandingService standings;
    private final Clock clock;

    ProofService(Providers providers, Proofs proofs, StandingService standings, @ProgrammeTime Clock clock) {
        this.providers = providers;
        this.proofs = proofs;
        this.standings = standings;
        this.clock = clock;
    }

    /** Something to be entered. */
    public record Entry(
            ProofKind kind,
            LocalDate on,
            @Nullable LocalDate expiresOn,
            @Nullable String code,
            @Nullable String reference,
            @Nullable PersonId about,
            @Nullable Integer minutes) {

        /** A signature, given on that day. */
        static Entry signed(ProofKind clause, LocalDate on) {
            return new Entry(clause, on, null, null, null, null, null);
        }
    }

    /** Answers the ids in the order of the entries. */
    @Transactional
    public List<UUID> enter(PersonId person, List<Entry> entries, Actor by) {
        var provider = providers.lock(person);
        var human = by.requirePerson();
        refuseSame(person, human, "Nobody enters what is proven about themselves");
        for (var entry : entries) {
            refuseSame(person, entry.about(), "Nobody stands up for themselves");
            refuseFuture(entry);
            if (entry.kind() == ProofKind.RECERTIFICATION) {
                refuseBelowGate(provider);
            }
        }
        var ids = entries.stream()
                .map(entry -> proofs.add(person, entry, human, clock.instant()))
                .toList();
        standings.assess(provider);
        return ids;
    }

    /** Somebody else than who entered it, and than whom it is about, has made sure that it is so. */
    @Transactional
    public void verify(PersonId person, UUID id, Actor by) {
        var provider = providers.lock(person);
        var proof = get(person, id);
        var human = by.requirePerson();
        if (!proof.kind().isVerified()) {
            throw new Refused(ProviderProblems.NOT_VERIFIABLE, proof.kind() + " counts as it is entered");
        }
        if (proof.verified()) {
            throw new Refused(ProviderProblems.VERIFIED_ALREADY, "Once is enough");
        }
        refuseSame(person, human, "Nobody verifies what is proven about themselves");
        refuseSame(proof.enteredBy(), human, "Who entered it does not verify it");
        refuseSame(human, proof.about(), "Nobody verifies their own word");
        proofs.verify(id, human, clock.instant());
        standings.assess(provider);
    }

    /** It was not so, or is not so any more; the entry stays to be seen, and counts no more. */
    @Transactional
    public void revoke(PersonId person, UUID id, Actor by) {
        var provider = providers.lock(person);
        get(person, id);
        var human = by.requirePerson();
        refuseSame(person, human, "Nobody voids what is proven about themselves");
        proofs.revoke(id, human, clock.instant());
        standings.assess(provider);
    }

    /** R92: each panellist once, and nobody their own demo. */
    @Transactional
    public void score(PersonId person, UUID demo, Scorecard card) {
        var provider = providers.lock(person);
        if (get(person, demo).kind() != ProofKind.DEMO) {
            throw new Refused(ProviderProblems.NO_DEMO, "Only a live demo is scored");
        }
        refuseSame(person, card.panellist(), "Nobody scores their own demo");
        if (!proofs.score(demo, card, clock.instant())) {
            throw new Refused(ProviderProblems.SCORED_ALREADY, "A scorecard is final");
        }
        standings.assess(provider);
    }

    /** R87: the mentor's own signature; a second one changes nothing. */
    @Transactional
    public void sign(ProofKind clause, Actor by) {
        var person = by.requirePerson();
        var provider = providers.lock(person);
        if (standings.dossier(provider).lacks(clause, standings.today())) {
            proofs.add(person, Entry.signed(clause, standings.today()), person, clock.instant());
            standings.assess(provider);
        }
    }

    private Hands get(PersonId person, UUID id) {
        return proofs.find(person, id).orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "No such proof"));
    }

    private static void refuseSame(PersonId one, @Nullable PersonId other, String why) {
        if (one.equals(other)) {
            throw new Refused(ProviderProblems.NOT_INDEPENDENT, why);
        }
    }

    private void refuseFuture(Entry entry) {
        if (entry.on().isAfter(standings.today())) {
            throw new Refused(ProviderProblems.IN_THE_FUTURE, entry.kind() + " is dated " + entry.on());
        }
    }

    /** R105: a year more only on performance. */
    private void refuseBelowGate(Provider provider) {
        var held = Qualification.of(standings.dossier(provider), standings.today()).gaps().stream()
                .filter(Gap::isHold)
                .map(Gap::name)
                .toList();
        if (!held.isEmpty()) {
            throw new Refused(
                    ProviderProblems.BELOW_GATE, "Certified again once the gate is passed", Map.of("gaps", held));
        }
    }
}
