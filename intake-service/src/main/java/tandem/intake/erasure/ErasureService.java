package tandem.intake.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import tandem.events.PersonId;
import tandem.events.ProfileState;
import tandem.events.RemovalId;
import tandem.intake.account.AccountService;
import tandem.intake.account.Accounts;
import tandem.intake.people.People;
import tandem.intake.removal.RemovalService;
import tandem.runtime.event.StateKey;
import tandem.runtime.outbox.Outbox;

/** Forgets a person, everywhere: here in one transaction, elsewhere by the event it tells. */
@ApplicationScoped
public class ErasureService {

    private final People people;
    private final Accounts accounts;
    private final RemovalService removals;
    private final Outbox outbox;

    ErasureService(People people, Accounts accounts, RemovalService removals, Outbox outbox) {
        this.people = people;
        this.accounts = accounts;
        this.removals = removals;
        this.outbox = outbox;
    }

    @Transactional
    RemovalId erase(PersonId person, String by) {
        people.lock(person);
        var alsoAwaited = accounts.has(person) ? List.of(AccountService.REPORTER) : List.<String>of();
        var removal = removals.erase(person, by, alsoAwaited);
        accounts.condemn(person, removal);
        outbox.profilesChanged(ProfileState.PURPOSES.stream()
                .map(purpose -> new StateKey(person, purpose))
                .toList());
        return removal;
    }
}
