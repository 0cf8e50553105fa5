package tandem.intake.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.tenant.Tenants;

/** Who may see whom. */
@ApplicationScoped
public class DirectoryQueries {

    private final Jdbi jdbi;
    private final Tenants tenants;

    DirectoryQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Of these, the people a programme has to do with: participants, providers, and everyone entered for a programme. */
    Set<PersonId> ofProgrammes(Collection<PersonId> asked) {
        return among(asked, """
                select p.id
                  from person p
                 where p.tenant = :tenant and p.id = any(:asked)
                   and (p.kind <> 'EMPLOYEE'
                        or exists (select from participation t where t.tenant = p.tenant and t.person = p.id)
                        or exists (select from known_provider k where k.tenant = p.tenant and k.person = p.id))""", null);
    }

    /** Of these, the caller and the other sides of the caller's own open matches. */
    Set<PersonId> ofOwnMatches(PersonId caller, Collection<PersonId> asked) {
        return among(asked, """
                select a.provider from acquaintance a
                 where a.tenant = :tenant and a.open and a.leader = :caller and a.provider = any(:asked)
                union
                select a.leader from acquaintance a
                 where a.tenant = :tenant and a.open and a.provider = :caller and a.leader = any(:asked)
                union
                select p.id from person p
                 where p.tenant = :tenant and p.id = :caller and p.id = any(:asked)""", caller.value());
    }

    private Set<PersonId> among(Collection<PersonId> asked, String sql, @Nullable UUID caller) {
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("tenant", tenants.current())
                .bindMap(caller == null ? Map.of() : Map.of("caller", caller))
                .bind("asked", asked.stream().map(PersonId::value).toArray(UUID[]::new))
                .mapTo(PersonId.class)
                .set());
    }
}
