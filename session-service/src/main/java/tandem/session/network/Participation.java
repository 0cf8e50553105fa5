package tandem.session.network;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.tenant.Tenants;

/** Who takes part in which programme: told by intake, or a side of one of its engagements. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Participation {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Participation(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    void add(ProgrammeId programme, PersonId person) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into participants (tenant, programme, person)
                        select :tenant, :programme, :person
                         where not exists (select from erased_people where tenant = :tenant and person = :person)
                            on conflict do nothing
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("person", person)
                .execute());
    }

    boolean isIn(ProgrammeId programme, PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select from participants
                                        where tenant = :tenant and programme = :programme and person = :person)
                            or exists (select from engagements
                                        where tenant = :tenant and programme = :programme
                                          and (leader = :person or provider = :person))
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("person", person)
                .mapTo(Boolean.class)
                .one());
    }

    int remove(PersonId person) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from participants where tenant = :tenant and person = :person")
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .execute());
    }
}
