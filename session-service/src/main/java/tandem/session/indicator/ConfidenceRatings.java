package tandem.session.indicator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.runtime.tenant.Tenants;
import tandem.session.session.Session;

/** How confident leaders felt after sessions, revision upon revision: a correction is one row more, the last one counts. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class ConfidenceRatings {

    private final Jdbi jdbi;
    private final Tenants tenants;

    ConfidenceRatings(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** A rating and how many there were before it. */
    record Last(int revision, int rating) {}

    Optional<Last> last(UUID session) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select revision, rating from confidence_ratings
                         where tenant = :tenant and session = :session
                         order by revision desc limit 1
                        """)
                .bind("tenant", tenants.current())
                .bind("session", session)
                .map((row, context) -> new Last(row.getInt("revision"), row.getInt("rating")))
                .findOne());
    }

    void add(Session session, int revision, int rating, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into confidence_ratings (tenant, session, revision, engagement, rating, rated_at)
                        values (:tenant, :session, :revision, :engagement, :rating, :at)
                        """)
                .bind("tenant", tenants.current())
                .bind("session", session.id())
                .bind("revision", revision)
                .bind("engagement", session.engagement())
                .bind("rating", rating)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** Removes what stands under a permission of the leader; answers of how many sessions. */
    int remove(PersonId leader) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with gone as (
                            delete from confidence_ratings c using engagements e
                             where c.tenant = :tenant and e.tenant = c.tenant and e.id = c.engagement
                               and e.leader = :leader
                            returning c.session)
                        select count(distinct session) from gone
                        """)
                .bind("tenant", tenants.current())
                .bind("leader", leader)
                .mapTo(Integer.class)
                .one());
    }
}
