package tandem.session.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.crypto.BlindIndex;
import tandem.runtime.crypto.FieldEncryption;
import tandem.runtime.event.EventCodec;
import tandem.session.caldav.Login;

/** Encrypts what a connection must keep and nobody may read, with the key of its person, each bound to the one connection. */
@ApplicationScoped
class ConnectionVault {

    private final FieldEncryption encryption;
    private final BlindIndex index;

    ConnectionVault(FieldEncryption encryption, BlindIndex index) {
        this.encryption = encryption;
        this.index = index;
    }

    /** What a name of a calendar, of an entry or of a state is compared by, without being kept itself. */
    String hash(String kind, String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(index.of("calendar-" + kind, text));
    }

    /** Makes unreadable for good what was ever kept of the person, in backups too once they expire. */
    void shred(PersonId person) {
        encryption.shred(person);
    }

    byte[] host(PersonId person, UUID connection, Login login) {
        return encryption.encrypt(
                person, field("host", connection), login.address().getHost());
    }

    String host(PersonId person, UUID connection, byte[] encrypted) {
        return encryption.decrypt(person, field("host", connection), encrypted);
    }

    byte[] access(PersonId person, UUID connection, Login login) {
        try {
            return encryption.encrypt(
                    person, field("access", connection), EventCodec.json().writeValueAsString(Opened.of(login)));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("What opens a calendar cannot be written");
        }
    }

    Login access(PersonId person, UUID connection, byte[] encrypted) {
        try {
            return EventCodec.json()
                    .readValue(encryption.decrypt(person, field("access", connection), encrypted), Opened.class)
                    .login();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("What opens a calendar cannot be read"); // without a cause: it quotes
        }
    }

    byte @Nullable [] position(PersonId person, UUID connection, @Nullable String position) {
        return position == null ? null : encryption.encrypt(person, field("position", connection), position);
    }

    @Nullable
    String position(PersonId person, UUID connection, byte @Nullable [] encrypted) {
        return encrypted == null ? null : encryption.decrypt(person, field("position", connection), encrypted);
    }

    private static String field(String name, UUID connection) {
        return "calendar-" + name + "/" + connection;
    }
}
