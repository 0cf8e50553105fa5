package tandem.intake.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.intake.removal.HeldData;
import tandem.runtime.tenant.Tenants;

/** What the vault and the directory hold about a person. */
@ApplicationScoped
class VaultData implements HeldData {

    private final People people;
    private final Jdbi jdbi;
    private final Tenants tenants;

    VaultData(People people, Jdbi jdbi, Tenants tenants) {
        this.people = people;
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    @Override
    public Map<String, Integer> removeFor(PersonId person, Purpose purpose) {
        return Map.of();
    }

    @Override
    public Map<String, Integer> forget(PersonId person) {
        var acquaintances = jdbi.withHandle(handle -> {
            update(handle, "delete from known_provider where tenant = :tenant and person = :person", person);
            update(handle, "delete from tandem.mail where tenant = :tenant and person = :person", person);
            return update(
                    handle,
                    "delete from acquaintance where tenant = :tenant and (leader = :person or provider = :person)",
                    person);
        });
        return Map.of("identities", people.remove(person), "acquaintances", acquaintances);
    }

    private int update(Handle handle, String sql, PersonId person) {
        return handle.createUpdate(sql)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .execute();
    }
}
