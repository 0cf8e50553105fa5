package tandem.session.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.runtime.tenant.Tenants;

/** Under which stand-in an erased person is counted; also for what arrives late, so that every order ends alike. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class ErasedPeople {

    private final Jdbi jdbi;
    private final Tenants tenants;

    ErasedPeople(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    public Optional<UUID> standInOf(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select erased_as from erased_people where tenant = :tenant and person = :person")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .mapTo(UUID.class)
                .findOne());
    }

    void add(PersonId person, UUID erasedAs) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into erased_people (tenant, person, erased_as) values (:tenant, :person, :erasedAs)
                            on conflict do nothing
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("erasedAs", erasedAs)
                .execute());
    }
}
