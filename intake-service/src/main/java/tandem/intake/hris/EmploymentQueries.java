package tandem.intake.hris;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.runtime.event.StateKey;
import tandem.runtime.tenant.Tenants;

/** Reads whose profiles the others hold. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class EmploymentQueries {

    private final Jdbi jdbi;
    private final Tenants tenants;

    EmploymentQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** The states told about these people, of those among the purposes that hold. */
    List<StateKey> toldAbout(Collection<PersonId> people, Set<Purpose> purposes) {
        if (people.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select person, purpose from consent
                         where tenant = :tenant and granted
                           and person = any(:people) and purpose = any(:purposes)
                         order by person, purpose""")
                .bind("tenant", tenants.current())
                .bind("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .bind("purposes", purposes.stream().map(Purpose::name).toArray(String[]::new))
                .map((row, context) ->
                        new StateKey(new PersonId(row.getObject(1, UUID.class)), Purpose.valueOf(row.getString(2))))
                .list());
    }
}
