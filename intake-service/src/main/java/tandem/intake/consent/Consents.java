package tandem.intake.consent;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.runtime.Ids;

/** What holds per person and purpose, and the ledger of every statement. */
@ApplicationScoped
class Consents implements PanacheRepositoryBase<Consent, UUID> {

    private final Jdbi jdbi;

    Consents(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Locked, so that it waits for whoever uses the purpose in this moment. */
    Optional<Consent> lock(PersonId person, Purpose purpose) {
        return find("person = ?1 and purpose = ?2", person.value(), purpose)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Adds the statement to the ledger, whether it changed anything or not. */
    void enter(String tenant, PersonId person, Statement statement, Consent now, boolean applied, Instant recordedAt) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into consent_entry (tenant, id, person, purpose, granted, consent_version, applied, basis,
                                                   text_version, language, stated_at, stated_by, recorded_at)
                        values (:tenant, :id, :person, :purpose, :granted, :version, :applied, :basis,
                                :textVersion, :language, :statedAt, :statedBy, :recordedAt)""")
                .bind("tenant", tenant)
                .bind("id", Ids.next())
                .bind("person", person)
                .bind("version", now.version())
                .bind("applied", applied)
                .bind("recordedAt", recordedAt)
                .bindMethods(statement)
                .execute());
    }
}
