package tandem.intake.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.LocalDate;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.runtime.tenant.Tenants;

/** What an intake needs to know of a leader. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class IntakeQueries {

    private final Jdbi jdbi;
    private final Tenants tenants;

    IntakeQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    Optional<Leader> leader(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select hired_on, left_on from employment where tenant = :tenant and person = :person""")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .map((row, context) -> new Leader(row.getObject(1, LocalDate.class), row.getObject(2, LocalDate.class)))
                .findOne());
    }

    /** Whether the purpose holds, locked until this transaction ends: a withdrawal waits, and then removes what was made. */
    boolean holds(PersonId person, Purpose purpose) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select granted from consent
                         where tenant = :tenant and person = :person and purpose = :purpose
                           for share""")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("purpose", purpose)
                .mapTo(boolean.class)
                .findOne()
                .orElse(false));
    }

    /** The dates of an employment that a decision depends on. */
    record Leader(LocalDate hiredOn, @Nullable LocalDate leftOn) {

        boolean isGone(LocalDate today) {
            return leftOn != null && !leftOn.isAfter(today);
        }
    }
}
