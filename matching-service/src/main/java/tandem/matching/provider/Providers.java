package tandem.matching.provider;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.List;
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
        return lockIfKnown(person).orElseThrow(Providers::unknown);
    }

    /** As {@link #lock}, for whoever may not be a provider. */
    public Optional<Provider> lockIfKnown(PersonId person) {
        return find("id", person.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Providers of the current tenant to be looked at again by that day, locked in the order of their ids. */
    List<Provider> due(LocalDate day, int limit) {
        return find("reviewOn <= ?1 order by id", day)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .page(0, limit)
                .list();
    }

    /** Has these providers looked at on that day, if not before. */
    void lookAgain(List<PersonId> people, LocalDate day) {
        update(
                "reviewOn = ?1 where id in ?2 and (reviewOn is null or reviewOn > ?1)",
                day,
                people.stream().map(PersonId::value).toList());
    }

    private static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "No such provider");
    }
}
