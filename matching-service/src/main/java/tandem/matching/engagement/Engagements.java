package tandem.matching.engagement;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.matching.kind.KindSql;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** The engagements of a tenant. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Engagements implements PanacheRepositoryBase<Engagement, UUID> {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Engagements(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** One engagement a leader has or had: what decides whether the next track is due (R32). */
    public record Past(
            Track track,
            LocalDate startsOn,
            @Nullable LocalDate endedOn,
            @Nullable EndReason endReason) {}

    public Engagement get(EngagementId id) {
        return find("id", id.value())
                .firstResultOptional()
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "No such engagement"));
    }

    List<Engagement> running(PersonId person) {
        return list("endedOn is null and (leader = ?1 or provider = ?1) order by id", person.value());
    }

    /** Running engagements of the current tenant whose planned end, or the end of a notice, has come; oldest first. */
    List<Engagement> due(LocalDate day, int limit) {
        return find("endedOn is null and (plannedEndOn <= ?1 or terminatesOn <= ?1) order by plannedEndOn, id", day)
                .page(0, limit)
                .list();
    }

    /** Of record alone: peers, reverse mentors and managers who coach stand beside the tracks, and make none due. */
    public List<Past> of(ProgrammeId programme, PersonId leader) {
        flush();
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select track, starts_on, ended_on, end_reason from engagements
                         where tenant = :tenant and programme = :programme and leader = :leader
                           and kind not in %s
                        """.formatted(KindSql.ARRANGED))
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("leader", leader)
                .map((row, context) -> new Past(
                        Track.valueOf(row.getString(1)),
                        row.getObject(2, LocalDate.class),
                        row.getObject(3, LocalDate.class),
                        row.getString(4) == null ? null : EndReason.valueOf(row.getString(4))))
                .list());
    }

    /** C11: leaders replaced for fit after approval, and leaders with an approved match, whatever became of it. */
    Allowance allowance(ProgrammeId programme) {
        flush();
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(distinct m.leader) as leaders,
                               count(distinct m.leader) filter (where m.state = 'REASSIGNED') as reassigned
                          from matches m
                         where m.tenant = :tenant and m.programme = :programme and m.%s
                           and (select count(*) from match_approvals a where a.tenant = m.tenant and a.match = m.id)
                               >= case when m.risk_class = 'HIGH' then 2 else 1 end
                        """.formatted(KindSql.OF_RECORD))
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .map((row, context) -> new Allowance(row.getInt("leaders"), row.getInt("reassigned")))
                .one());
    }

    /** The same, after every other reassignment of the programme that has begun: two cannot both take the last one. */
    Allowance lockedAllowance(ProgrammeId programme) {
        jdbi.useHandle(handle -> handle.createQuery(
                        "select id from programmes where tenant = :tenant and id = :programme for update")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .mapTo(UUID.class)
                .findOne());
        return allowance(programme);
    }

    /** Whether the leader was given another provider of the programme before. */
    boolean isReassigned(ProgrammeId programme, PersonId leader) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select from matches
                                        where tenant = :tenant and programme = :programme and leader = :leader
                                          and state = 'REASSIGNED')
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("leader", leader)
                .mapTo(Boolean.class)
                .one());
    }

    /**
     * Marks the running engagements of a person, and of the groups the person is or was in, whose two sides stand in a reporting line now
     * (R20, R35), or two members of whose group do, or whose manager who coaches is the manager no more, and unmarks those of which
     * nothing is true any longer; answers how many changed. Only what profiles allow to know can be seen.
     */
    int flagReportingLines(PersonId person, Instant at) {
        flush();
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update engagements e
                           set flag = seen.flag, flagged_at = case when seen.flag is null then null else :at end
                          from (select r.id,
                                       case when r.kind = 'MANAGER_AS_COACH'
                                            then case when l.state is not null
                                                       and l.state ->> 'manager' is distinct from r.provider::text
                                                      then 'NO_LONGER_MANAGER' end
                                            when l.state ->> 'manager' = r.provider::text
                                                 or p.state ->> 'manager' = r.leader::text then 'REPORTING_LINE'
                                            when exists (select from engagements o
                                                           left join profiles f on f.tenant = o.tenant and f.person = o.leader
                                                          where o.tenant = r.tenant and o.coaching_group = r.coaching_group
                                                            and o.id <> r.id and o.ended_on is null
                                                            and (f.state ->> 'manager' = r.leader::text
                                                                 or l.state ->> 'manager' = o.leader::text))
                                            then 'MEMBERS_IN_ONE_LINE' end as flag
                                  from engagements r
                                  left join profiles l on l.tenant = r.tenant and l.person = r.leader
                                  left join profiles p on p.tenant = r.tenant and p.person = r.provider
                                 where r.tenant = :tenant and r.ended_on is null
                                   and r.id in (select id from engagements
                                                 where tenant = :tenant and (leader = :person or provider = :person)
                                                union all
                                                select o.id from engagements g
                                                  join engagements o on o.tenant = g.tenant
                                                                    and o.coaching_group = g.coaching_group
                                                 where g.tenant = :tenant and g.leader = :person)) seen
                         where e.tenant = :tenant and e.id = seen.id and e.flag is distinct from seen.flag
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
    }
}
