package tandem.session.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.ConsentItem;
import tandem.events.ConsentItem.Recipient;
import tandem.events.IntakeEvent.ConsentGranted;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** What people allow, as last told. Default is no; what is older than a withdrawal, or of an erased person, never comes back. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Consents {

    private static final Set<Purpose> KEPT =
            Set.of(Purpose.IMPACT, Purpose.HANDOFF_DETAIL, Purpose.NOTE_SHARING, Purpose.RECOGNITION);

    private final Jdbi jdbi;
    private final Tenants tenants;

    Consents(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    public void keep(ConsentGranted granted) {
        put(granted.person(), granted.purpose(), granted.item(), granted.consentVersion(), granted.textVersion());
    }

    /** Answers whether anything was allowed until now. */
    public boolean keep(ConsentWithdrawn withdrawn) {
        return put(withdrawn.person(), withdrawn.purpose(), withdrawn.item(), withdrawn.consentVersion(), null);
    }

    /** Refuses what the purpose as a whole does not allow, and holds off a withdrawal until the transaction ends. */
    public void require(PersonId person, Purpose purpose) {
        if (!allows(person, purpose)) {
            throw new Refused(ConsentProblems.MISSING, "The leader allows it in intake-service, under " + purpose);
        }
    }

    /** Whether the purpose as a whole is allowed; where it is, a withdrawal is held off until the transaction ends. */
    public boolean allows(PersonId person, Purpose purpose) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select granted from consents
                         where tenant = :tenant and person = :person and purpose = :purpose and field is null
                           for share
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("purpose", purpose.name())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
    }

    /**
     * The items of a purpose the person allows, about one thing or about all of their kind; holds off a withdrawal until the
     * transaction ends.
     */
    public List<ItemConsent> items(PersonId person, Purpose purpose, UUID about) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select field, recipient, about, consent_version, text_version
                          from consents
                         where tenant = :tenant and person = :person and purpose = :purpose
                           and field is not null and granted and (about = :about or about is null)
                         order by field, recipient, about nulls first
                           for share
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("purpose", purpose.name())
                .bind("about", about)
                .map((row, context) -> new ItemConsent(
                        new ConsentItem(
                                row.getString("field"),
                                Recipient.valueOf(row.getString("recipient")),
                                row.getObject("about", UUID.class)),
                        row.getLong("consent_version"),
                        row.getString("text_version")))
                .list());
    }

    /** Forgets what an erased person allowed. */
    public void erase(PersonId person) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from consents where tenant = :tenant and person = :person")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .execute());
    }

    /** Answers whether it was allowed before. */
    private boolean put(
            PersonId person, Purpose purpose, @Nullable ConsentItem item, long version, @Nullable String textVersion) {
        if (!KEPT.contains(purpose)) {
            return false;
        }
        return jdbi.withHandle(handle -> handle.createQuery("""
                        insert into consents as held
                               (tenant, person, purpose, field, recipient, about, consent_version, granted, text_version)
                        select :tenant, :person, :purpose, :field, :recipient, :about, :version, :granted, :text
                         where not exists (select from erased_people where tenant = :tenant and person = :person)
                            on conflict (tenant, person, purpose, field, recipient, about) do update
                           set consent_version = excluded.consent_version, granted = excluded.granted,
                               text_version = excluded.text_version
                         where held.consent_version < excluded.consent_version
                        returning coalesce(old.granted, false)
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("purpose", purpose.name())
                .bind("field", item == null ? null : item.field())
                .bind("recipient", item == null ? null : item.recipient().name())
                .bind("about", item == null ? null : item.about())
                .bind("version", version)
                .bind("granted", textVersion != null)
                .bind("text", textVersion)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
    }
}
