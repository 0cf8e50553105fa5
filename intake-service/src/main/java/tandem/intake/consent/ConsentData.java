package tandem.intake.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.intake.removal.HeldData;
import tandem.runtime.tenant.Tenants;

/** The ledger itself outlives a withdrawal, as its proof, and goes with the person. */
@ApplicationScoped
class ConsentData implements HeldData {

    private final Jdbi jdbi;
    private final Tenants tenants;

    ConsentData(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    @Override
    public Map<String, Integer> removeFor(PersonId person, Purpose purpose) {
        return Map.of();
    }

    @Override
    public Map<String, Integer> forget(PersonId person) {
        return jdbi.withHandle(handle -> {
            handle.createUpdate("delete from consent where tenant = :tenant and person = :person")
                    .bind("tenant", tenants.current())
                    .bind("person", person)
                    .execute();
            var entries = handle.createUpdate("delete from consent_entry where tenant = :tenant and person = :person")
                    .bind("tenant", tenants.current())
                    .bind("person", person)
                    .execute();
            return Map.of("consentStatements", entries);
        });
    }
}
