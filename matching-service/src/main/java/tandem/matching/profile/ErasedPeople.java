package tandem.matching.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.runtime.tenant.Tenants;

/** Who is to be forgotten. What is told about them late, or again, finds no way in. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class ErasedPeople {

    private final Jdbi jdbi;
    private final Tenants tenants;

    ErasedPeople(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    public void add(PersonId person, UUID erasedAs) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into erased_people (tenant, person, erased_as) values (:tenant, :person, :erasedAs)
                            on conflict do nothing
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("erasedAs", erasedAs)
                .execute());
    }

    public boolean contains(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select from erased_people where tenant = :tenant and person = :person)")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .mapTo(Boolean.class)
                .one());
    }
}
