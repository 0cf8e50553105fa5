package tandem.matching.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.matching.credential.Performance;
import tandem.matching.credential.Performance.Cohort;
import tandem.matching.kind.KindSql;
import tandem.runtime.tenant.Tenants;

/**
 * What engagements, closing reviews and confirmed sponsor actions say about a provider: the input of the gate to go on (R99, R103). Peers and
 * reverse mentors are no part of it: neither is coach or mentor of record.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Performances {

    // An engagement that runs on its last day is not due yet: it is completed on that day, by the job of engagements.
    private static final String COHORTS = """
            select e.programme,
                   count(*) filter (where due.holds) as due,
                   count(*) filter (where due.holds and e.end_reason = 'COMPLETED') as completed,
                   (select cast(terms ->> 'completionPercentMin' as numeric) / 100 from policies p
                     where p.tenant = :tenant and p.programme = e.programme
                     order by p.policy_version desc limit 1) as completion_min,
                   count(r.engagement) as reviewed,
                   coalesce(sum(r.goals_met), 0) as goals_met,
                   array_agg(e.planned_end_on) as ends
              from engagements e
             cross join lateral (select e.planned_end_on < :today
                                        or (e.planned_end_on = :today and e.ended_on is not null) as holds) due
              left join closing_reviews r on r.tenant = e.tenant and r.engagement = e.id and r.party = 'LEADER'
             where e.tenant = :tenant and e.provider = :provider and e.kind not in %s
               and e.planned_end_on >= :since
             group by e.programme
            """.formatted(KindSql.ARRANGED);

    private static final String RATINGS = """
            select r.rating
              from engagements e
              join closing_reviews r on r.tenant = e.tenant and r.engagement = e.id and r.party = 'LEADER'
             where e.tenant = :tenant and e.provider = :provider and e.kind not in %s
               and e.planned_end_on >= :since and r.rating is not null
            """.formatted(KindSql.ARRANGED);

    private static final String SPONSORING = """
            select (select min(starts_on) from engagements
                     where tenant = :tenant and provider = :provider and track = 'MENTORING'
                       and kind not in %s),
                   (select max(confirmed_on) from confirmed_actions where tenant = :tenant and provider = :provider)
            """.formatted(KindSql.ARRANGED);

    private final Jdbi jdbi;
    private final Tenants tenants;

    Performances(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    Performance of(PersonId provider, LocalDate today) {
        return jdbi.withHandle(handle -> {
            var cohorts = asked(handle, COHORTS, provider)
                    .bind("today", today)
                    .bind("since", today.minus(Performance.LOOKING_BACK))
                    .map((row, context) -> cohort(row))
                    .list();
            var ratings = asked(handle, RATINGS, provider)
                    .bind("since", today.minus(Performance.LOOKING_BACK))
                    .mapTo(Integer.class)
                    .list();
            return asked(handle, SPONSORING, provider)
                    .map((row, context) -> new Performance(
                            cohorts, ratings, row.getObject(1, LocalDate.class), row.getObject(2, LocalDate.class)))
                    .one();
        });
    }

    /** Whoever serves, or served, in a programme. */
    List<PersonId> providersOf(ProgrammeId programme) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select distinct provider from engagements where tenant = :tenant and programme = :programme")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .mapTo(PersonId.class)
                .list());
    }

    private Query asked(Handle handle, String sql, PersonId provider) {
        return handle.createQuery(sql).bind("tenant", tenants.current()).bind("provider", provider);
    }

    private static Cohort cohort(ResultSet row) throws SQLException {
        return new Cohort(
                new ProgrammeId(row.getObject("programme", UUID.class)),
                row.getInt("due"),
                row.getInt("completed"),
                row.getBigDecimal("completion_min"),
                row.getInt("reviewed"),
                row.getInt("goals_met"),
                days((Date[]) row.getArray("ends").getArray()));
    }

    private static List<LocalDate> days(Date[] dates) {
        return Arrays.stream(dates).map(Date::toLocalDate).distinct().toList();
    }
}
