package tandem.matching.provider;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import tandem.events.PersonId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** The providers of a tenant. */
@ApplicationScoped
public class Providers implements PanacheRepositoryBase<Provider, UUID> {

    public Provider get(PersonId person) {
        return find(person).orElseThrow(Providers::unknown);
    }

    public Optional<Provider> find(PersonId person) {
        return find("id", person.value()).firstResultOptional();
    }

    /** The provider, locked until the transaction ends: whoever counts its seats under this lock counts right. */
    public Provider lock(PersonId person) {
        return find("id", person.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(Providers::unknown);
    }

    private static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "No such provider");
    }
}
