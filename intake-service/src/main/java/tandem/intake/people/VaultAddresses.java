package tandem.intake.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import tandem.events.PersonId;
import tandem.runtime.mail.AddressBook;
import tandem.runtime.mail.Addressee;

/** Reads addresses straight from the vault: this service has it. */
@ApplicationScoped
class VaultAddresses implements AddressBook {

    private final People people;

    VaultAddresses(People people) {
        this.people = people;
    }

    @Override
    @Transactional
    public Map<PersonId, Addressee> find(Collection<PersonId> asked) {
        return people.read(asked).values().stream()
                .collect(Collectors.toMap(
                        Identity::person,
                        identity -> new Addressee(identity.givenName(), identity.familyName(), identity.email())));
    }
}
