package tandem.intake.people;

import jakarta.enterprise.context.ApplicationScoped;
import tandem.runtime.crypto.BlindIndex;

/** The keyed hashes by which a person is found. One home, because a kind spelled differently finds nobody. */
@ApplicationScoped
public class PersonIndex {

    private final BlindIndex index;

    PersonIndex(BlindIndex index) {
        this.index = index;
    }

    public BlindKey ofEmployeeNumber(String number) {
        return new BlindKey(index.of("employee-number", number));
    }

    public BlindKey ofEmail(String email) {
        return new BlindKey(index.of("email", email));
    }

    public BlindKey ofUserName(String userName) {
        return new BlindKey(index.of("user-name", userName));
    }

    public BlindKey ofExternalId(String externalId) {
        return new BlindKey(index.of("external-id", externalId));
    }

    /** Changes when any of the names or the address does, so that an unchanged person need not be encrypted again. */
    BlindKey ofIdentity(Identity identity) {
        return new BlindKey(index.of(
                "identity",
                identity.givenName()
                        + '\u001f'
                        + identity.familyName()
                        + '\u001f'
                        + identity.email()
                        + '\u001f'
                        + identity.timeZone()));
    }
}
