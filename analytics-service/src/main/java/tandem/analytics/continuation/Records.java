package tandem.analytics.continuation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import tandem.analytics.rule.Continuation.Served;
import tandem.analytics.rule.Continuation.Shortfall;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.tenant.Tenants;

/** What providers' engagements came to, and who was told to be below the gate. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Records {

    private static final String SERVED = """
            select e.provider,
                   count(*) filter (where e.planned_end_on < :day) as due,
                   count(*) filter (where e.planned_end_on < :day and e.end_reason = 'COMPLETED') as completed,
                   coalesce(array_agg(r.rating) filter (where r.rating is not null), '{}') as ratings,
                   count(r.engagement) as reviewed,
                   count(*) filter (where r.goals_met > 0) as outcomes
            from engagements e
            left join closing_reviews r
                on r.tenant = e.tenant and r.engagement = e.engagement and r.party = 'LEADER' and r.known_to = 'infinity'
            where e.tenant = :tenant and e.programme = :programme and e.known_to = 'infinity' and e.track is not null
            group by e.provider""";

    private final Jdbi jdbi;
    private final Tenants tenants;

    Records(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** A provider below the gate in one figure. */
    record Fall(PersonId provider, String metric) {}

    Optional<ProgrammeId> nextDue(LocalDate day) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select programme from pilots
                        where tenant = :tenant and locked_at is not null and coalesce(providers_looked_on, starts_on) < :day
                          and starts_on + 365 > :day
                        order by programme limit 1 for update skip locked""")
                .bind("tenant", tenants.current())
                .bind("day", day)
                .mapTo(ProgrammeId.class)
                .findOne());
    }

    void lookedAt(ProgrammeId programme, LocalDate day) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update pilots set providers_looked_on = :day where tenant = :tenant and programme = :programme")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("day", day)
                .execute());
    }

    Map<PersonId, Served> of(ProgrammeId programme, LocalDate day) {
        return jdbi.withHandle(handle -> handle
                .createQuery(SERVED)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("day", day)
                .map((row, context) -> Map.entry(new PersonId(row.getObject("provider", UUID.class)), served(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Served served(ResultSet row) throws SQLException {
        return new Served(
                row.getInt("due"),
                row.getInt("completed"),
                ratings((Integer[]) row.getArray("ratings").getArray()),
                row.getInt("reviewed"),
                row.getInt("outcomes"));
    }

    private static List<Integer> ratings(Integer[] ratings) {
        return Arrays.asList(ratings);
    }

    Set<Fall> told(ProgrammeId programme) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select provider, metric from providers_below_gate where tenant = :tenant and programme = :programme")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .map((row, context) ->
                        new Fall(new PersonId(row.getObject("provider", UUID.class)), row.getString("metric")))
                .set());
    }

    void add(ProgrammeId programme, Fall fall, Shortfall shortfall, LocalDate day) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into providers_below_gate (tenant, programme, provider, metric, value, threshold, found_at)
                        values (:tenant, :programme, :provider, :metric, :value, :threshold, :at)""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("provider", fall.provider())
                .bind("metric", fall.metric())
                .bind("value", shortfall.value())
                .bind("threshold", shortfall.threshold())
                .bind("at", day.atStartOfDay().atOffset(ZoneOffset.UTC))
                .execute());
    }

    void remove(ProgrammeId programme, Fall fall) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        delete from providers_below_gate
                        where tenant = :tenant and programme = :programme and provider = :provider and metric = :metric""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("provider", fall.provider())
                .bind("metric", fall.metric())
                .execute());
    }
}
