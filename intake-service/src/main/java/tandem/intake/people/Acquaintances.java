package tandem.intake.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.runtime.tenant.Tenants;

/** Who serves, and whose name an approved match lets whom see. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Acquaintances {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Acquaintances(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** From approval on, both sides may see each other. Late news of someone who was erased is no news. */
    public void introduce(UUID match, PersonId leader, PersonId provider) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into acquaintance (tenant, match, leader, provider, open)
                        select :tenant, :match, :leader, :provider, true
                         where (select count(*) from (
                                    select from person
                                     where tenant = :tenant and id in (:leader, :provider)
                                       for key share) both_sides) = 2
                        on conflict (tenant, match) do nothing""")
                .bind("tenant", tenants.current())
                .bind("match", match)
                .bind("leader", leader)
                .bind("provider", provider)
                .execute());
    }

    /** Nothing came of it, or it is over: neither has a reason to look any more. */
    public void part(UUID match) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update acquaintance set open = false where tenant = :tenant and match = :match")
                .bind("tenant", tenants.current())
                .bind("match", match)
                .execute());
    }

    public void note(PersonId provider, ProviderType type) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into known_provider (tenant, person, provider_type)
                        select tenant, id, :type from person where tenant = :tenant and id = :person for key share
                        on conflict (tenant, person) do update set provider_type = excluded.provider_type""")
                .bind("tenant", tenants.current())
                .bind("person", provider)
                .bind("type", type)
                .execute());
    }
}
