package tandem.session.indicator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.runtime.tenant.Tenants;
import tandem.session.session.Session;

/** What sessions were about, revision upon revision: a correction is one row more, the last one counts. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class TopicRevisions {

    private final Jdbi jdbi;
    private final Tenants tenants;

    TopicRevisions(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** A list of topics and how many there were before it. */
    record Last(int revision, List<String> topics) {}

    Optional<Last> last(UUID session) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select revision, topics from session_topics
                         where tenant = :tenant and session = :session
                         order by revision desc limit 1
                        """)
                .bind("tenant", tenants.current())
                .bind("session", session)
                .map((row, context) -> new Last(row.getInt("revision"), List.of((String[])
                        row.getArray("topics").getArray())))
                .findOne());
    }

    void add(Session session, int revision, Party party, List<String> topics, String vocabulary, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into session_topics
                               (tenant, session, revision, engagement, party, topics, vocabulary, noted_at)
                        values (:tenant, :session, :revision, :engagement, :party, :topics, :vocabulary, :at)
                        """)
                .bind("tenant", tenants.current())
                .bind("session", session.id())
                .bind("revision", revision)
                .bind("engagement", session.engagement())
                .bind("party", party.name())
                .bind("topics", topics.toArray(String[]::new))
                .bind("vocabulary", vocabulary)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** Removes what stands under a permission of the leader; answers of how many sessions. */
    int remove(PersonId leader) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with gone as (
                            delete from session_topics t using engagements e
                             where t.tenant = :tenant and e.tenant = t.tenant and e.id = t.engagement
                               and e.leader = :leader
                            returning t.session)
                        select count(distinct session) from gone
                        """)
                .bind("tenant", tenants.current())
                .bind("leader", leader)
                .mapTo(Integer.class)
                .one());
    }
}
