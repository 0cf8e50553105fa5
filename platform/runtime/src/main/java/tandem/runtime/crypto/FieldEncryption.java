package tandem.runtime.crypto;

import com.google.crypto.tink.Aead;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tandem.events.PersonId;
import tandem.runtime.tenant.Tenants;

/**
 * Encrypts what a person wrote or is called, with a key of that person. The ciphertext is bound to tenant, person and field: moved
 * to another row or column it cannot be read. Deleting the key ({@link #shred}) makes every field of the person unreadable at once;
 * backups hold the key until they expire.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class FieldEncryption {

    private static final byte FORMAT = 1; // AES-256-GCM, 12-byte nonce, 16-byte tag

    private final PersonKeys keys;
    private final Tenants tenants;

    FieldEncryption(PersonKeys keys, Tenants tenants) {
        this.keys = keys;
        this.tenants = tenants;
    }

    /** Makes the keys of many people at once; an import that calls this first saves two statements a person. */
    public void prepare(Collection<PersonId> people) {
        keys.ensure(people);
    }

    public byte[] encrypt(PersonId person, String field, String plain) {
        keys.ensure(List.of(person));
        var key = keys.find(person);
        if (key == null) {
            throw new IllegalStateException("The key of " + person + " was deleted while it was being used");
        }
        try {
            var sealed = key.encrypt(plain.getBytes(StandardCharsets.UTF_8), boundTo(person, field));
            return ByteBuffer.allocate(1 + sealed.length)
                    .put(FORMAT)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot encrypt " + field, e);
        }
    }

    /** The text; an error when the person's key is gone or the ciphertext belongs elsewhere. */
    public String decrypt(PersonId person, String field, byte[] encrypted) {
        return find(person, field, encrypted)
                .orElseThrow(() -> new IllegalStateException("The key of " + person + " is gone"));
    }

    /** The text, or empty when the person's key was shredded. */
    public Optional<String> find(PersonId person, String field, byte[] encrypted) {
        var key = keys.find(person);
        return key == null ? Optional.empty() : Optional.of(open(key, person, field, encrypted));
    }

    /** Deletes the person's key. What it encrypted stays as bytes nobody can read. */
    public void shred(PersonId person) {
        keys.delete(person);
    }

    private String open(Aead key, PersonId person, String field, byte[] encrypted) {
        if (encrypted.length == 0 || encrypted[0] != FORMAT) {
            throw new IllegalStateException("Not a ciphertext of ours: " + field + " of " + person);
        }
        try {
            var sealed = new byte[encrypted.length - 1];
            System.arraycopy(encrypted, 1, sealed, 0, sealed.length);
            return new String(key.decrypt(sealed, boundTo(person, field)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The ciphertext of " + field + " does not belong to " + person, e);
        }
    }

    private byte[] boundTo(PersonId person, String field) {
        return (tenants.current() + "|" + person + "|" + field).getBytes(StandardCharsets.UTF_8);
    }
}
