package tandem.session.calendar;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /**
     * Those of the meetings that are followed, by id, with nobody else working on any of them until the transaction ends. Locked in one
     * order, so that two who need the same ones do not wait for each other.
     */
    Map<String, FollowedMeeting> lock(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        jdbi.useHandle(handle -> handle.createQuery("""
                        select count(pg_advisory_xact_lock(key)::text)
                          from (select distinct hashtextextended(:tenant || ' ' || id, 0) as key
                                  from unnest(:ids) as id order by 1) as keys
                        """)
                .bind("tenant", tenants.current())
                .bindArray("ids", String.class, ids)
                .mapTo(Long.class)
                .one());
        return list("id in ?1", ids).stream().collect(Collectors.toMap(FollowedMeeting::id, Function.identity()));
    }

    /** The meeting, with nobody else working on it until the transaction ends, whether it is followed already or not. */
    Optional<FollowedMeeting> lock(String id) {
        return Optional.ofNullable(lock(Set.of(id)).get(id));
    }

    /** Writes what changed and lets go of it, so that a long transaction does not look at all of it again and again. */
    void settle() {
        flush();
        getEntityManager().clear();
    }

    int letGo(EngagementId engagement) {
        return (int) delete("engagement", engagement.value());
    }
}
