package tandem.matching.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.matching.credential.Dossier;
import tandem.matching.credential.ProofKind;
import tandem.matching.credential.Qualification;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.time.ProgrammeTime;

/**
 * Asks the rules anew whenever something changed that they look at: a proof, an engagement, a review, a confirmed action, or the day.
 * What they find takes the provider into the pool or out of it.
 */
@ApplicationScoped
public class StandingService {

    private static final int LOOKED_AT_PER_TRANSACTION = 100;

    private final Providers providers;
    private final Proofs proofs;
    private final Performances performances;
    private final Outbox outbox;
    private final Clock clock;

    StandingService(
            Providers providers, Proofs proofs, Performances performances, Outbox outbox, @ProgrammeTime Clock clock) {
        this.providers = providers;
        this.proofs = proofs;
        this.performances = performances;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Looks at these people, as far as they are providers, one after the other in an order all transactions keep. */
    @Transactional
    public void reassess(Collection<PersonId> people) {
        providers.flush();
        people.stream()
                .distinct()
                .sorted(Comparator.comparing(PersonId::value))
                .forEach(person -> providers.lockIfKnown(person).ifPresent(this::assess));
    }

    /** Looks at the providers for whom a day has come, a bounded number at a time; answers whether there may be more. */
    @Transactional
    public boolean reassessDue(LocalDate day) {
        var due = providers.due(day, LOOKED_AT_PER_TRANSACTION);
        due.forEach(this::assess);
        return due.size() == LOOKED_AT_PER_TRANSACTION;
    }

    /** Another policy may ask for another share of completed engagements (R99): who serves its programme is looked at tomorrow. */
    @Transactional
    public void policyChanged(ProgrammeId programme) {
        providers.lookAgain(performances.providersOf(programme), today().plusDays(1));
    }

    /** Whether this is proven about somebody today; about whoever is no provider nothing is. */
    @Transactional
    public boolean isProven(PersonId person, ProofKind kind) {
        var today = today();
        return proofs.of(person).stream().anyMatch(proof -> proof.kind() == kind && proof.holdsOn(today));
    }

    /** Written at once, for whoever reads it in the same transaction. Twice, when the provider comes into the pool for the first time: from that day on the certification runs. */
    void assess(Provider provider) {
        boolean isNew = provider.qualifiedOn() == null;
        look(provider);
        if (isNew && provider.qualifiedOn() != null) {
            look(provider);
        }
        providers.flush();
    }

    Dossier dossier(Provider provider) {
        return new Dossier(
                provider.type(),
                provider.tracks(),
                provider.qualifiedOn(),
                proofs.of(provider.person()),
                performances.of(provider.person(), today()));
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private void look(Provider provider) {
        var today = today();
        var dossier = dossier(provider);
        provider.assess(
                        Qualification.of(dossier, today),
                        Qualification.nextLook(dossier, today).orElse(null),
                        today)
                .ifPresent(outbox::append);
    }
}
