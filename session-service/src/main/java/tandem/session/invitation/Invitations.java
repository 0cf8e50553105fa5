package tandem.session.invitation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tandem.events.EngagementId;
import tandem.events.SessionId;

/** The correspondence about the booked sessions of a tenant. */
@ApplicationScoped
class Invitations implements PanacheRepositoryBase<Invitation, UUID> {

    /** Locked: both sides answer at the same time, and each letter has a number of its own. */
    Optional<Invitation> lock(SessionId session) {
        return findByIdOptional(session.value(), LockModeType.PESSIMISTIC_WRITE);
    }

    Optional<Invitation> find(SessionId session) {
        return findByIdOptional(session.value());
    }

    /** The sessions of a series, in the order it first had them, locked as each by itself is. */
    List<Invitation> lockSeries(UUID series) {
        return find("series = ?1 order by originalStart", series)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    List<Invitation> ofSeries(UUID series) {
        return list("series = ?1 order by originalStart", series);
    }

    Optional<Invitation> ofSeries(UUID series, Instant original) {
        return find("series = ?1 and originalStart = ?2", series, original).firstResultOptional();
    }

    int forget(EngagementId engagement) {
        return (int) delete("engagement", engagement.value());
    }
}
