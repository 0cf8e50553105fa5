package tandem.session.checkin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.runtime.tenant.Tenants;

/** The panels of a tenant. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Panels {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Panels(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Those who were seated, and to whom the leader reports where nobody who is there was named. */
    Panel of(EngagementId engagement) {
        return new Panel(jdbi.withHandle(handle -> handle.createQuery("""
                        select person, role, approved, left_on from panel_seats
                         where tenant = :tenant and engagement = :engagement
                        union all
                        select l.manager, 'MANAGER', true, null
                          from engagements e
                          join reporting_lines l on l.tenant = e.tenant and l.person = e.leader
                         where e.tenant = :tenant and e.id = :engagement and l.manager not in (e.leader, e.provider)
                           and not exists (select from panel_seats s
                                            where s.tenant = e.tenant and s.engagement = e.id and s.role = 'MANAGER'
                                              and (s.left_on is null or s.person = l.manager))
                         order by role, person
                        """)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .map((row, context) -> new Panel.Seat(
                        new PersonId(row.getObject("person", UUID.class)),
                        Respondent.valueOf(row.getString("role")),
                        row.getBoolean("approved"),
                        row.getObject("left_on", LocalDate.class)))
                .list()));
    }

    /** Puts these people in the place of those who had the role. */
    void seat(EngagementId engagement, Respondent role, Collection<PersonId> people) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            delete from panel_seats
                             where tenant = :tenant and engagement = :engagement and role = :role
                            """)
                    .bind("tenant", tenants.current())
                    .bind("engagement", engagement)
                    .bind("role", role.name())
                    .execute();
            handle.createUpdate("""
                            insert into panel_seats (tenant, engagement, role, person, approved)
                            select :tenant, :engagement, :role, person, false from unnest(:people) as seat (person)
                            """)
                    .bind("tenant", tenants.current())
                    .bind("engagement", engagement)
                    .bind("role", role.name())
                    .bind("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                    .execute();
        });
    }

    /** Nobody has the role any more. */
    void unseat(EngagementId engagement, Respondent role) {
        seat(engagement, role, List.of());
    }

    void approve(EngagementId engagement) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update panel_seats set approved = true where tenant = :tenant and engagement = :engagement
                        """)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .execute());
    }

    void left(PersonId person, LocalDate on) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update panel_seats set left_on = :on
                         where tenant = :tenant and person = :person and left_on is null
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("on", on)
                .execute());
    }

    /** The seat of an erased person stays, empty and under the stand-in; answers how many there were. */
    int replace(PersonId person, UUID standIn, LocalDate on) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update panel_seats set person = :standIn, left_on = coalesce(left_on, :on)
                         where tenant = :tenant and person = :person
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("standIn", standIn)
                .bind("on", on)
                .execute());
    }

    /** Forgets who was to be asked about a leader; answers how many. */
    int removeAbout(PersonId leader) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from panel_seats s using engagements e
                         where s.tenant = :tenant and e.tenant = s.tenant and e.id = s.engagement and e.leader = :leader
                        """)
                .bind("tenant", tenants.current())
                .bind("leader", leader)
                .execute());
    }
}
