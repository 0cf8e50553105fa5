package tandem.intake.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.intake.removal.HeldData;
import tandem.runtime.tenant.Tenants;

/** The tickets: each opens one bundle once. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Exports implements HeldData {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Exports(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** A person has one ticket at a time: a new one replaces those before. */
    void issue(UUID ticket, PersonId person, Instant expiresAt) {
        forget(person);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into export_ticket (tenant, id, person, expires_at)
                        values (:tenant, :ticket, :person, :expiresAt)""")
                .bind("tenant", tenants.current())
                .bind("ticket", ticket)
                .bind("person", person)
                .bind("expiresAt", expiresAt)
                .execute());
    }

    /** Uses the ticket up; false for one that is another's, expired, used or never was. */
    boolean use(UUID ticket, PersonId person, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                delete from export_ticket
                                 where tenant = :tenant and id = :ticket and person = :person and expires_at > :now""")
                        .bind("tenant", tenants.current())
                        .bind("ticket", ticket)
                        .bind("person", person)
                        .bind("now", now)
                        .execute())
                == 1;
    }

    @Override
    public Map<String, Integer> removeFor(PersonId person, Purpose purpose) {
        return Map.of();
    }

    @Override
    public Map<String, Integer> forget(PersonId person) {
        var tickets = jdbi.withHandle(
                handle -> handle.createUpdate("delete from export_ticket where tenant = :tenant and person = :person")
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .execute());
        return Map.of("exportTickets", tickets);
    }
}
