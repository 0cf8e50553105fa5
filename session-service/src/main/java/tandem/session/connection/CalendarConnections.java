package tandem.session.connection;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import tandem.events.PersonId;

/** The calendars people connected. */
@ApplicationScoped
class CalendarConnections implements PanacheRepositoryBase<CalendarConnection, UUID> {

    Optional<CalendarConnection> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    Optional<CalendarConnection> at(PersonId person, String place) {
        return find("person = ?1 and place = ?2", person.value(), place)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    long countOf(PersonId person) {
        return count("person", person.value());
    }

    /** Cuts one; answers whether it was there. */
    boolean cut(PersonId person, UUID id) {
        return delete("person = ?1 and id = ?2", person.value(), id) > 0;
    }

    int cutAll(PersonId person) {
        return (int) delete("person", person.value());
    }
}
