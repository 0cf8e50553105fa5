package tandem.matching.removal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.runtime.tenant.Tenants;

/** Who leaves the company on a day still to come. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Departures {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Departures(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** A last day told in advance. */
    record Departure(PersonId person, LocalDate leavesOn) {}

    /** The last day as it was told last. */
    void put(PersonId person, LocalDate leavesOn) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into departures (tenant, person, leaves_on) values (:tenant, :person, :on)
                            on conflict (tenant, person) do update set leaves_on = excluded.leaves_on
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("on", leavesOn)
                .execute());
    }

    /** Takes out whose day has come; whoever took them has to see to their end in the same transaction. */
    List<Departure> take(LocalDate day, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        delete from departures d
                         using (select person from departures
                                 where tenant = :tenant and leaves_on <= :day
                                 order by leaves_on, person limit :limit for update skip locked) due
                         where d.tenant = :tenant and d.person = due.person
                        returning d.person, d.leaves_on
                        """)
                .bind("tenant", tenants.current())
                .bind("day", day)
                .bind("limit", limit)
                .map((row, context) ->
                        new Departure(new PersonId(row.getObject(1, UUID.class)), row.getObject(2, LocalDate.class)))
                .list());
    }

    int remove(PersonId person) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from departures where tenant = :tenant and person = :person")
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .execute());
    }
}
