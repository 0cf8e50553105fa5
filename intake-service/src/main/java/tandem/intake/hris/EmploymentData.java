package tandem.intake.hris;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.intake.removal.HeldData;
import tandem.runtime.tenant.Tenants;

/** What HR said about a person. HR posting the same employee again makes a new person, unconnected to the erased one. */
@ApplicationScoped
class EmploymentData implements HeldData {

    private final Jdbi jdbi;
    private final Tenants tenants;

    EmploymentData(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    @Override
    public Map<String, Integer> removeFor(PersonId person, Purpose purpose) {
        return Map.of();
    }

    @Override
    public Map<String, Integer> forget(PersonId person) {
        return jdbi.withHandle(handle -> Map.of(
                "employments", delete(handle, "employment", person),
                "employmentHistory", delete(handle, "employment_history", person)));
    }

    private int delete(Handle handle, String table, PersonId person) {
        return handle.createUpdate("delete from <table> where tenant = :tenant and person = :person")
                .define("table", table)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .execute();
    }
}
