package tandem.session.invitation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
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

    int forget(EngagementId engagement) {
        return (int) delete("engagement", engagement.value());
    }
}
