package tandem.runtime.mail;

import java.util.Collection;
import java.util.Map;
import tandem.events.PersonId;

/** Who has which name and address, asked when mail is sent or a name is shown, and not before. */
public interface AddressBook {

    /** The most people who are asked for at once. */
    int ASKED_MAX = 200;

    /**
     * Those of the people who are known; a person who was erased is not. Runs as the tenant of these people.
     *
     * @throws java.io.UncheckedIOException when nobody can say just now
     */
    Map<PersonId, Addressee> find(Collection<PersonId> people);
}
