package tandem.runtime.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.Ids;
import tandem.runtime.actor.Actor;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/**
 * Writes entries, each in the transaction of what it tells: no act without an entry, no entry without an act. Writers only append and
 * wait for nobody; the chain is made afterwards ({@link AuditSealService}).
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class AuditTrail {

    /** What the entry says that tells how many references a forgotten person took along. */
    static final String FORGOTTEN = "forgotten";

    private static final String ERASED = AuditTrail.class.getName();

    /** Whoever acts without an account holds a single-use link, and nothing else is known of them. */
    private static final String BY_LINK = "link";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Clock clock;
    private final ObjectMapper json;
    private final TransactionSynchronizationRegistry transaction;
    private final String service;

    AuditTrail(
            Jdbi jdbi,
            Tenants tenants,
            @ProgrammeTime Clock clock,
            ObjectMapper json,
            TransactionSynchronizationRegistry transaction,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.clock = clock;
        this.json = json;
        this.transaction = transaction;
        this.service = service;
    }

    /** Writes down an act of the caller. Whoever is erased in this very transaction is counted and not named. */
    public void add(Actor by, Act act) {
        add(by.person(), by.client(), by.roles(), act);
    }

    /** Writes down an act of somebody who has no account. */
    void addByLink(Act act) {
        add(null, BY_LINK, Set.of(), act);
    }

    private void add(@Nullable PersonId by, String client, Set<String> roles, Act act) {
        var erased = erased();
        var actor = by == null || erased.contains(by.value()) ? null : Commitment.to(by.value());
        var about = act.about().stream()
                .distinct()
                .filter(referent -> !erased.contains(referent))
                .map(Commitment::to)
                .toList();
        write(
                new Content(
                        clock.instant().toString(),
                        act.what(),
                        actor == null ? null : actor.text(),
                        client,
                        List.copyOf(new TreeSet<>(roles)),
                        about.stream().map(Commitment::text).toList(),
                        new TreeMap<>(act.counts())),
                actor,
                about);
    }

    /**
     * Takes the person out of all entries, which stay as they are: nobody can tell any more whom they mean. Answers how many references
     * went.
     */
    public int forget(PersonId person) {
        erased().add(person.value());
        var references = jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from tandem.audit_reference where tenant = :tenant and referent = :person")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .execute());
        write(
                new Content(
                        clock.instant().toString(),
                        FORGOTTEN,
                        null,
                        service,
                        List.of(),
                        List.of(),
                        new TreeMap<>(Map.of("references", references))),
                null,
                List.of());
        return references;
    }

    private void write(Content content, @Nullable Commitment actor, List<Commitment> about) {
        var entry = Ids.next();
        var text = text(content);
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            with entry as (
                                insert into tandem.audit_entry (tenant, id, content) values (:tenant, :entry, :content))
                            insert into tandem.audit_pending (tenant, entry) values (:tenant, :entry)""")
                    .bind("tenant", tenants.current())
                    .bind("entry", entry)
                    .bind("content", text)
                    .execute();
            refer(handle, entry, actor, about);
        });
    }

    private void refer(Handle handle, UUID entry, @Nullable Commitment actor, List<Commitment> about) {
        var ordinals = new ArrayList<Short>();
        var commitments = new ArrayList<Commitment>();
        if (actor != null) {
            ordinals.add((short) 0);
            commitments.add(actor);
        }
        for (int i = 0; i < about.size(); i++) {
            ordinals.add((short) (i + 1));
            commitments.add(about.get(i));
        }
        if (commitments.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        insert into tandem.audit_reference (tenant, entry, ordinal, referent, salt)
                        select :tenant, :entry, r.* from unnest(:ordinals, :referents, :salts) as r""")
                .bind("tenant", tenants.current())
                .bind("entry", entry)
                .bind("ordinals", ordinals.toArray(Short[]::new))
                .bind(
                        "referents",
                        commitments.stream().map(Commitment::referent).toArray(UUID[]::new))
                .bind("salts", commitments.stream().map(Commitment::salt).toArray(byte[][]::new))
                .execute();
    }

    private String text(Content content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write an entry of the trail", e);
        }
    }

    @SuppressWarnings("unchecked") // the registry keeps plain objects; this is the only writer of the entry
    private Set<UUID> erased() {
        var erased = (Set<UUID>) transaction.getResource(ERASED);
        if (erased == null) {
            erased = new HashSet<>();
            transaction.putResource(ERASED, erased);
        }
        return erased;
    }

    /** What is hashed, in this order. A machine acts without a commitment: the client is its name. */
    record Content(
            String at,
            String what,
            @Nullable String by,
            String client,
            List<String> roles,
            List<String> about,
            TreeMap<String, Integer> counts) {}
}
