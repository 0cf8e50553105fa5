package tandem.intake.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.tenant.Tenants;

/** Who takes part in what. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Participations {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Participations(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    int count(ProgrammeId programme) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from participation
                         where tenant = :tenant and programme = :programme and left_at is null""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .mapTo(int.class)
                .one());
    }

    /** For each of the people: what stands for or against taking them in. */
    Map<PersonId, Standing> standing(ProgrammeId programme, Collection<PersonId> people, LocalDate today) {
        return jdbi.withHandle(handle -> {
            var found = new HashMap<PersonId, Standing>();
            handle.createQuery("""
                            select p.id,
                                   exists (select from participation t
                                            where t.tenant = p.tenant and t.person = p.id
                                              and t.programme = :programme and t.left_at is null) as here,
                                   exists (select from participation t
                                             join programme g on g.tenant = t.tenant and g.id = t.programme
                                            where t.tenant = p.tenant and t.person = p.id and t.left_at is null
                                              and t.programme <> :programme and g.ends_on >= :today) as elsewhere,
                                   exists (select from employment e
                                            where e.tenant = p.tenant and e.person = p.id
                                              and e.left_on <= :today) as gone
                              from person p
                             where p.tenant = :tenant and p.id = any(:people)""")
                    .bind("tenant", tenants.current())
                    .bind("programme", programme)
                    .bind("today", today)
                    .bind("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                    .map((row, context) -> Map.entry(
                            new PersonId(row.getObject(1, UUID.class)),
                            new Standing(row.getBoolean("here"), row.getBoolean("elsewhere"), row.getBoolean("gone"))))
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
            return found;
        });
    }

    void add(ProgrammeId programme, Collection<PersonId> people, String by, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into participation (tenant, programme, person, enrolled_at, enrolled_by)
                        select :tenant, :programme, r.person, :at, :by from unnest(:people) as r (person)
                        on conflict (tenant, programme, person) do update
                           set left_at = null, enrolled_at = excluded.enrolled_at, enrolled_by = excluded.enrolled_by""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .bind("at", at)
                .bind("by", by)
                .execute());
    }

    /** Whether the person takes part now. */
    public boolean isIn(ProgrammeId programme, PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select from participation
                                        where tenant = :tenant and programme = :programme and person = :person
                                          and left_at is null)""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("person", person)
                .mapTo(boolean.class)
                .one());
    }

    /** Ends what the person takes part in. */
    int leave(PersonId person, Instant at) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update participation set left_at = :at
                         where tenant = :tenant and person = :person and left_at is null""")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("at", at)
                .execute());
    }

    int delete(PersonId person) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from participation where tenant = :tenant and person = :person")
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .execute());
    }

    /** What stands for or against taking someone in. */
    record Standing(boolean here, boolean elsewhere, boolean gone) {}
}
