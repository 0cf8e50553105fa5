package tandem.session.checkin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.ProgrammeId;
import tandem.runtime.tenant.Tenants;

/** When each engagement is asked next. An engagement without a clock, or whose end has moved since, is looked at anew. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class CheckInClocks {

    /** Engagements to look at; shared with the job, which asks whose they are. */
    static final String DUE = """
              from engagements e
              left join check_in_clocks c on c.tenant = e.tenant and c.engagement = e.id
             where e.ended_on is null
               and (c.engagement is null or c.next_on <= :today or c.planned_end_on <> e.planned_end_on)
            """;

    private static final int AT_ONCE = 100;

    private final Jdbi jdbi;
    private final Tenants tenants;

    CheckInClocks(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    List<EngagementId> dueOn(LocalDate today) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select e.id" + DUE + " and e.tenant = :tenant order by e.id limit :most")
                        .bind("tenant", tenants.current())
                        .bind("today", today)
                        .bind("most", AT_ONCE)
                        .map((row, context) -> new EngagementId(row.getObject("id", UUID.class)))
                        .list());
    }

    /**
     * Looks at an engagement again on that day.
     *
     * @param next null when nothing more is due
     */
    void set(EngagementId engagement, LocalDate plannedEndOn, @Nullable LocalDate next) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into check_in_clocks (tenant, engagement, planned_end_on, next_on)
                        values (:tenant, :engagement, :end, :next)
                            on conflict (tenant, engagement) do update
                           set planned_end_on = excluded.planned_end_on, next_on = excluded.next_on
                        """)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .bind("end", plannedEndOn)
                .bind("next", next)
                .execute());
    }

    /** The engagement is looked at anew the next time. */
    void reset(EngagementId engagement) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from check_in_clocks where tenant = :tenant and engagement = :engagement")
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .execute());
    }

    /** So is every engagement of the programme. */
    void reset(ProgrammeId programme) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        delete from check_in_clocks c using engagements e
                         where c.tenant = :tenant and e.tenant = c.tenant and e.id = c.engagement
                           and e.programme = :programme
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .execute());
    }
}
