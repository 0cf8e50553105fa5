package tandem.intake.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.RemovalId;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/** Which accounts were made for whom. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Accounts {

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Clock clock;

    Accounts(Jdbi jdbi, Tenants tenants, @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.clock = clock;
    }

    void put(PersonId person, String account, String role, String by) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into account as a (tenant, person, account, roles, invited_at, invited_by)
                        values (:tenant, :person, :account, array[:role], :now, :by)
                        on conflict (tenant, person) do update
                           set account = excluded.account,
                               roles = array(select distinct unnest(a.roles || excluded.roles) order by 1)""")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("account", account)
                .bind("role", role)
                .bind("now", clock.instant())
                .bind("by", by)
                .execute());
    }

    /** Whether there is an account to take away when this person is erased. */
    public boolean has(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select from account where tenant = :tenant and person = :person)")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .mapTo(boolean.class)
                .one());
    }

    /** Marks the account to be taken away under this removal; the row then names the account and no person. */
    public void condemn(PersonId person, RemovalId removal) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update account set removal = :removal, person = :removal
                         where tenant = :tenant and person = :person""")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("removal", removal)
                .execute());
    }

    Optional<String> condemned(RemovalId removal) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select account from account where tenant = :tenant and removal = :removal for update")
                .bind("tenant", tenants.current())
                .bind("removal", removal)
                .mapTo(String.class)
                .findOne());
    }

    void drop(RemovalId removal) {
        jdbi.useHandle(
                handle -> handle.createUpdate("delete from account where tenant = :tenant and removal = :removal")
                        .bind("tenant", tenants.current())
                        .bind("removal", removal)
                        .execute());
    }
}
