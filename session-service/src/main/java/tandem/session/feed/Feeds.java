package tandem.session.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.MachineTime;

/** The feeds of a tenant, one a person at the most. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Feeds {

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Clock clock;

    Feeds(Jdbi jdbi, Tenants tenants, @MachineTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** The person's feed has this token from now on, and no other. */
    void put(PersonId person, FeedToken token) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into calendar_feeds (tenant, person, token_sha256, made_at)
                        values (:tenant, :person, :hash, :now)
                            on conflict (tenant, person) do update
                           set token_sha256 = excluded.token_sha256, made_at = excluded.made_at
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("hash", token.sha256())
                .bind("now", clock.instant())
                .execute());
    }

    /** Whose feed it is. */
    Optional<PersonId> find(FeedToken token) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select person from calendar_feeds where tenant = :tenant and token_sha256 = :hash")
                .bind("tenant", tenants.current())
                .bind("hash", token.sha256())
                .mapTo(UUID.class)
                .findOne()
                .map(PersonId::new));
    }

    int remove(PersonId person) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from calendar_feeds where tenant = :tenant and person = :person")
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .execute());
    }
}
