package tandem.session.delegation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.runtime.Ids;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/** Who acts for whom. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Delegations {

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Clock clock;

    Delegations(Jdbi jdbi, Tenants tenants, @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Refuses, as if there were no such person, whoever is no delegate of theirs now: revoked at once, or the last day is over. */
    public void actingFor(PersonId delegate, PersonId principal) {
        var acts = jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select from delegations
                                        where tenant = :tenant and principal = :principal and delegate = :delegate
                                          and revoked_at is null and expires_on >= :today)
                        """)
                .bind("tenant", tenants.current())
                .bind("principal", principal)
                .bind("delegate", delegate)
                .bind("today", today())
                .mapTo(Boolean.class)
                .one());
        if (!acts) {
            throw unknown();
        }
    }

    /** How many may act for the person now. */
    int count(PersonId principal) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from delegations
                         where tenant = :tenant and principal = :principal and revoked_at is null and expires_on >= :today
                        """)
                .bind("tenant", tenants.current())
                .bind("principal", principal)
                .bind("today", today())
                .mapTo(Integer.class)
                .one());
    }

    /** Lets the delegate act until that day; a former permission of theirs is over. */
    UUID add(PersonId principal, PersonId delegate, LocalDate expiresOn) {
        var id = Ids.next();
        var now = clock.instant();
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            update delegations set revoked_at = :now
                             where tenant = :tenant and principal = :principal and delegate = :delegate and revoked_at is null
                            """)
                    .bind("tenant", tenants.current())
                    .bind("principal", principal)
                    .bind("delegate", delegate)
                    .bind("now", now)
                    .execute();
            handle.createUpdate("""
                            insert into delegations (tenant, id, principal, delegate, since, expires_on)
                            values (:tenant, :id, :principal, :delegate, :now, :expiresOn)
                            """)
                    .bind("tenant", tenants.current())
                    .bind("id", id)
                    .bind("principal", principal)
                    .bind("delegate", delegate)
                    .bind("now", now)
                    .bind("expiresOn", expiresOn)
                    .execute();
        });
        return id;
    }

    /** From now on they act no more. */
    void revoke(UUID id, PersonId principal, Instant now) {
        var revoked = jdbi.withHandle(handle -> handle.createUpdate("""
                        update delegations set revoked_at = coalesce(revoked_at, :now)
                         where tenant = :tenant and id = :id and principal = :principal
                        """)
                .bind("tenant", tenants.current())
                .bind("id", id)
                .bind("principal", principal)
                .bind("now", now)
                .execute());
        if (revoked == 0) {
            throw unknown();
        }
    }

    /** Nobody acts for the person, and the person for nobody; answers how many permissions there were. */
    int remove(PersonId person) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from delegations where tenant = :tenant and (principal = :person or delegate = :person)")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .execute());
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "There is nothing of that kind between you");
    }
}
