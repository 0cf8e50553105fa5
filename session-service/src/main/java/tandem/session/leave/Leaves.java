package tandem.session.leave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.runtime.tenant.Tenants;
import tandem.session.rule.Leave;

/** The leaves of a tenant; those that ended more than a year ago move nothing and are let go of. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Leaves {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Leaves(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    public List<Leave> of(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select first_day, last_day from leaves where tenant = :tenant and person = :person
                         order by first_day
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .map((row, context) -> new Leave(
                        row.getObject("first_day", LocalDate.class), row.getObject("last_day", LocalDate.class)))
                .list());
    }

    /** The person is away from that day on. */
    void begin(PersonId person, LocalDate first) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            delete from leaves
                             where tenant = :tenant and person = :person
                               and last_day < cast(:first as date) - interval '1 year'
                            """)
                    .bind("tenant", tenants.current())
                    .bind("person", person)
                    .bind("first", first)
                    .execute();
            handle.createUpdate("""
                            insert into leaves (tenant, person, first_day)
                            select :tenant, :person, :first
                             where not exists (select from leaves
                                                where tenant = :tenant and person = :person and last_day is null)
                               and not exists (select from erased_people where tenant = :tenant and person = :person)
                                on conflict (tenant, person, first_day) do update set last_day = null
                            """)
                    .bind("tenant", tenants.current())
                    .bind("person", person)
                    .bind("first", first)
                    .execute();
        });
    }

    /** The last day of the leave that is on was this one; a leave that turns out not to have begun is none. */
    void end(PersonId person, LocalDate last) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            delete from leaves
                             where tenant = :tenant and person = :person and last_day is null and first_day > :last
                            """)
                    .bind("tenant", tenants.current())
                    .bind("person", person)
                    .bind("last", last)
                    .execute();
            handle.createUpdate("""
                            update leaves set last_day = :last
                             where tenant = :tenant and person = :person and last_day is null
                            """)
                    .bind("tenant", tenants.current())
                    .bind("person", person)
                    .bind("last", last)
                    .execute();
        });
    }

    int erase(PersonId person) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from leaves where tenant = :tenant and person = :person")
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .execute());
    }
}
