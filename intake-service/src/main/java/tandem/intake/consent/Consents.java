package tandem.intake.consent;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import tandem.events.ConsentItem;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.intake.register.FieldRegister;
import tandem.runtime.Ids;
import tandem.runtime.tenant.Tenants;

/** What holds per person and purpose, and the ledger of every statement. */
@ApplicationScoped
class Consents implements PanacheRepositoryBase<Consent, UUID> {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Consents(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Locked, so that it waits for whoever uses the purpose in this moment. */
    Optional<Consent> lock(PersonId person, Purpose purpose) {
        return lock(person, purpose, null);
    }

    /** The same for one item of a purpose that is given item by item. */
    Optional<Consent> lock(PersonId person, Purpose purpose, @Nullable ConsentItem item) {
        return find(
                        "person = ?1 and purpose = ?2 and field is not distinct from ?3"
                                + " and recipient is not distinct from ?4 and about is not distinct from ?5",
                        person.value(),
                        purpose,
                        item == null ? null : item.field(),
                        item == null ? null : item.recipient(),
                        item == null ? null : item.about())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** One that is known by its id. */
    Optional<Consent> lock(UUID consent) {
        return find("id = ?1", consent).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    }

    /** Items a person ever decided about under a purpose. */
    long items(PersonId person, Purpose purpose) {
        return count("person = ?1 and purpose = ?2 and field is not null", person.value(), purpose);
    }

    /** Adds the statement to the ledger, whether it changed anything or not, with what the purpose lets out on this day. */
    void enter(PersonId person, Statement statement, Entered entered) {
        var told = FieldRegister.of(statement.purpose());
        var item = statement.item();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into consent_entry (tenant, id, person, purpose, granted, consent_version, applied, basis,
                                                   text_version, language, stated_at, stated_by, recorded_at,
                                                   expires_at, text_sha256, fields, recipients,
                                                   item_field, item_recipient, item_about)
                        values (:tenant, :id, :person, :purpose, :granted, :version, :applied, :basis,
                                :textVersion, :language, :statedAt, :statedBy, :at, :expiresAt, :textSha256,
                                :fields, :recipients, :itemField, :itemRecipient, :itemAbout)""")
                .bind("tenant", tenants.current())
                .bind("id", Ids.next())
                .bind("person", person)
                .bindMethods(statement)
                .bindMethods(entered)
                .bind("fields", item == null ? told.fields().toArray(String[]::new) : new String[] {item.field()})
                .bind(
                        "recipients",
                        item == null
                                ? told.readers().toArray(String[]::new)
                                : new String[] {item.recipient().name()})
                .bind("itemField", item == null ? null : item.field())
                .bind("itemRecipient", item == null ? null : item.recipient().name())
                .bind("itemAbout", item == null ? null : item.about())
                .execute());
    }

    /** Grants that have run out, of people nobody is forgetting right now; those people are held until the transaction ends. */
    List<Expired> expired(Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select c.person, c.id as consent
                          from consent c
                          join person p on p.tenant = c.tenant and p.id = c.person
                         where c.tenant = :tenant and c.granted and c.expires_at <= :now
                         order by c.expires_at, c.person, c.id
                         limit :limit
                           for key share of p skip locked""")
                .bind("tenant", tenants.current())
                .bind("now", now)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Expired.class))
                .list());
    }

    /**
     * How a statement came into the ledger.
     *
     * @param applied whether it changed what holds
     * @param textSha256 the text that was shown, if it was published here
     */
    public record Entered(
            long version,
            boolean applied,
            Instant at,
            @Nullable String textSha256) {}

    /** A grant whose time is over. */
    public record Expired(PersonId person, UUID consent) {}
}
