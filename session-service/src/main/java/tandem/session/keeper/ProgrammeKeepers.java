package tandem.session.keeper;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.tenant.Tenants;

/** The named human of each programme. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class ProgrammeKeepers {

    private final Jdbi jdbi;
    private final Tenants tenants;

    ProgrammeKeepers(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    Optional<PersonId> of(ProgrammeId programme) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select person from programme_keepers where tenant = :tenant and programme = :programme")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .mapTo(PersonId.class)
                .findOne());
    }

    void put(ProgrammeId programme, PersonId person) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into programme_keepers (tenant, programme, person) values (:tenant, :programme, :person)
                            on conflict (tenant, programme) do update set person = excluded.person
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("person", person)
                .execute());
    }

    /** Their programmes have nobody named any more; answers how many those are. */
    int remove(PersonId person) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from programme_keepers where tenant = :tenant and person = :person")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .execute());
    }
}
