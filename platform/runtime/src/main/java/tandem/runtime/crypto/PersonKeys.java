package tandem.runtime.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.tenant.Tenants;

/**
 * The data key of each person, wrapped by the key of the tenant. Keys are remembered until the end of the transaction and no longer,
 * so that a deleted key is gone everywhere at once.
 */
@ApplicationScoped
class PersonKeys {

    private static final int KEY_BYTES = 32;
    private static final String CACHE = PersonKeys.class.getName();

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final MasterKey master;
    private final TransactionSynchronizationRegistry transaction;

    PersonKeys(Jdbi jdbi, Tenants tenants, MasterKey master, TransactionSynchronizationRegistry transaction) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.master = master;
        this.transaction = transaction;
    }

    /** The person's key; null when there is none: never made, or shredded. */
    @Nullable
    Aead find(PersonId person) {
        var known = ofTransaction();
        if (!known.containsKey(person)) {
            load(Set.of(person), known);
        }
        return known.get(person);
    }

    /** Makes the keys that are missing, all in three statements however many people there are. */
    void ensure(Collection<PersonId> people) {
        var known = ofTransaction();
        var unknown = new LinkedHashSet<>(people);
        unknown.removeAll(known.keySet());
        if (unknown.isEmpty()) {
            return;
        }
        load(unknown, known);
        unknown.removeAll(known.keySet());
        if (!unknown.isEmpty()) {
            insert(unknown);
            load(unknown, known); // another transaction may have been first: its key counts
        }
    }

    void delete(PersonId person) {
        ofTransaction().remove(person);
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from tandem.person_key where tenant = :tenant and person = :person")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .execute());
    }

    private void load(Collection<PersonId> people, Map<PersonId, Aead> into) {
        var ids = people.stream().map(PersonId::value).toArray(UUID[]::new);
        jdbi.useHandle(handle -> handle.createQuery("""
                        select person, wrapped_key
                          from tandem.person_key
                         where tenant = :tenant and person = any(:people)
                        """)
                .bind("tenant", tenants.current())
                .bind("people", ids)
                .map((row, context) -> Map.entry(new PersonId(row.getObject(1, UUID.class)), row.getBytes(2)))
                .forEach(key -> into.put(key.getKey(), unwrap(key.getKey(), key.getValue()))));
    }

    private void insert(Collection<PersonId> people) {
        var ids = people.stream().map(PersonId::value).sorted().toArray(UUID[]::new); // sorted: no deadlock
        var wrapped = new byte[ids.length][];
        for (int i = 0; i < ids.length; i++) {
            wrapped[i] = wrap(new PersonId(ids[i]), Random.randBytes(KEY_BYTES));
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into tandem.person_key (tenant, person, wrapped_key)
                        select :tenant, person, wrapped_key
                          from unnest(:people, :wrapped) as key (person, wrapped_key)
                            on conflict do nothing
                        """)
                .bind("tenant", tenants.current())
                .bind("people", ids)
                .bind("wrapped", wrapped)
                .execute());
    }

    private byte[] wrap(PersonId person, byte[] key) {
        try {
            return tenantKey().encrypt(key, boundTo(person));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot wrap a key", e);
        }
    }

    private Aead unwrap(PersonId person, byte[] wrapped) {
        try {
            return new AesGcmJce(tenantKey().decrypt(wrapped, boundTo(person)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The key of " + person + " cannot be opened: another master key, or a row moved here", e);
        }
    }

    private Aead tenantKey() throws GeneralSecurityException {
        return new AesGcmJce(master.derive("person-key", tenants.current()));
    }

    private byte[] boundTo(PersonId person) {
        return (tenants.current() + "|" + person).getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked") // the registry keeps plain objects; this is the only writer of the entry
    private Map<PersonId, Aead> ofTransaction() {
        var known = (Map<PersonId, Aead>) transaction.getResource(CACHE);
        if (known == null) {
            known = new HashMap<>();
            transaction.putResource(CACHE, known);
        }
        return known;
    }
}
