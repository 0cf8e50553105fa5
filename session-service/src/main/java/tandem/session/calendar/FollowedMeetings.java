package tandem.session.calendar;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.runtime.crypto.BlindIndex;
import tandem.runtime.tenant.Tenants;

/**
 * The meetings that are followed. A UID is kept as a keyed hash: some programs write an address into it, and nobody needs it back.
 */
@ApplicationScoped
class FollowedMeetings implements PanacheRepositoryBase<FollowedMeeting, String> {

    private final BlindIndex index;
    private final Jdbi jdbi;
    private final Tenants tenants;

    FollowedMeetings(BlindIndex index, Jdbi jdbi, Tenants tenants) {
        this.index = index;
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    String idOf(String uid) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(index.of("calendar-uid", uid));
    }

    /** What stands for the address of an organiser: equal for equal addresses, and nobody's address. */
    @Nullable
    String markOf(@Nullable String address) {
        return address == null
                ? null
                : Base64.getUrlEncoder().withoutPadding().encodeToString(index.of("calendar-organizer", address));
    }

    /** The meeting, with nobody else working on it until the transaction ends, whether it is followed already or not. */
    Optional<FollowedMeeting> lock(String id) {
        jdbi.useHandle(handle -> handle.createQuery("select pg_advisory_xact_lock(hashtextextended(:meeting, 0))::text")
                .bind("meeting", tenants.current() + " " + id)
                .mapTo(String.class)
                .one());
        return findByIdOptional(id);
    }

    int letGo(EngagementId engagement) {
        return (int) delete("engagement", engagement.value());
    }
}
