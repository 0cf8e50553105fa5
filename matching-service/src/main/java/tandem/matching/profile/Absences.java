package tandem.matching.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.LocalDate;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.runtime.tenant.Tenants;

/** Who is on leave, leaves or has left. Whoever returns is not here any more. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Absences {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Absences(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Why nothing new is proposed for somebody; leaving for good outweighs a leave. */
    public enum Reason {
        ON_LEAVE,
        EMPLOYMENT_ENDED
    }

    void put(PersonId person, Reason reason, LocalDate since) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into absences (tenant, person, reason, since) values (:tenant, :person, :reason, :since)
                            on conflict (tenant, person) do update set reason = excluded.reason, since = excluded.since
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("reason", reason.name())
                .bind("since", since)
                .execute());
    }

    public Optional<Reason> of(PersonId person) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select reason from absences where tenant = :tenant and person = :person")
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .map((row, context) -> Reason.valueOf(row.getString(1)))
                        .findOne());
    }

    /** Answers how many there were, one or none. */
    int remove(PersonId person) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from absences where tenant = :tenant and person = :person")
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .execute());
    }
}
