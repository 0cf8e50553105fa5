package tandem.session.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import tandem.events.IntakeEvent.ConsentGranted;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.PersonId;

/** Hears what people allow and take back. */
@ApplicationScoped
public class ConsentService {

    private final Consents consents;

    ConsentService(Consents consents) {
        this.consents = consents;
    }

    @Transactional
    public void grant(ConsentGranted granted) {
        consents.keep(granted);
    }

    /** Answers whether anything was allowed until now. */
    @Transactional
    public boolean withdraw(ConsentWithdrawn withdrawn) {
        return consents.keep(withdrawn);
    }

    @Transactional
    public void erase(PersonId person) {
        consents.erase(person);
    }
}
