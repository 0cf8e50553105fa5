package tandem.testing.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import tandem.events.PersonId;
import tandem.runtime.mail.AddressBook;
import tandem.runtime.mail.Addressee;

/** Knows whom the test enters, and may not answer. */
@ApplicationScoped
public class AppAddresses implements AddressBook {
    private final Map<PersonId, Addressee> people = new ConcurrentHashMap<>();
    private final AtomicBoolean down = new AtomicBoolean();

    public void enter(PersonId person, String givenName, String address) {
        people.put(person, new Addressee(givenName, "Lovelace", address));
    }

    public void down(boolean now) {
        down.set(now);
    }

    @Override
    public Map<PersonId, Addressee> find(Collection<PersonId> asked) {
        if (down.get()) {
            throw new UncheckedIOException(new IOException("down"));
        }
        return people.entrySet().stream()
                .filter(entry -> asked.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
