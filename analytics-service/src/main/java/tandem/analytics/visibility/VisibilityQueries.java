package tandem.analytics.visibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import tandem.events.PersonId;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.visibility.Held;

/** What the store holds about one person. */
@ApplicationScoped
public class VisibilityQueries {
    private static final String HELD = """
            with mine as (
                select engagement from engagements
                where tenant = :tenant and known_to = 'infinity' and (leader = :person or provider = :person)
            )
            select * from (
            select 'participation' as what, 'PROGRAMME' as purpose, count(*)
            from participants where tenant = :tenant and known_to = 'infinity' and person = :person
            union all
            select 'engagements', 'PROGRAMME', count(*) from mine
            union all
            select 'sessions', 'PROGRAMME', count(*) from sessions s
            where s.tenant = :tenant and s.known_to = 'infinity' and s.engagement in (select engagement from mine)
            union all
            select 'sponsorActions', 'PROGRAMME', count(*) from sponsor_actions a
            where a.tenant = :tenant and a.known_to = 'infinity' and a.engagement in (select engagement from mine)
            union all
            select 'actionItems', 'PROGRAMME', count(*) from action_items i
            where i.tenant = :tenant and i.known_to = 'infinity' and i.engagement in (select engagement from mine)
            union all
            select 'confidenceRatings', 'IMPACT', count(*) from confidences c
            where c.tenant = :tenant and c.known_to = 'infinity' and c.engagement in (select engagement from mine)
            union all
            select 'sessionTopics', 'IMPACT', count(*) from session_topics t
            where t.tenant = :tenant and t.known_to = 'infinity' and t.engagement in (select engagement from mine)
            union all
            select 'checkIns', 'PROGRAMME', count(*) from check_ins c
            where c.tenant = :tenant and c.known_to = 'infinity' and c.engagement in (select engagement from mine)
            union all
            select 'checkInAnswers', 'IMPACT', count(*) from check_in_answers a
            where a.tenant = :tenant and a.engagement in (select engagement from mine)
            union all
            select 'caseEntries', 'IMPACT', count(*) from case_entries c
            where c.tenant = :tenant and c.known_to = 'infinity' and c.engagement in (select engagement from mine)
            union all
            select 'closingReviews', 'PROGRAMME', count(*) from closing_reviews r
            where r.tenant = :tenant and r.known_to = 'infinity' and r.engagement in (select engagement from mine)
            union all
            select 'handOffs', 'PROGRAMME', count(*) from hand_offs h
            where h.tenant = :tenant and h.known_to = 'infinity' and h.engagement in (select engagement from mine)
            union all
            select 'networkSeats', 'PROGRAMME', count(*)
            from network_seats where tenant = :tenant and known_to = 'infinity' and person = :person
            union all
            select 'employmentChanges', 'PROGRAMME', count(*)
            from employments where tenant = :tenant and known_to = 'infinity' and person = :person
            union all
            select 'pilotDuties', 'PROGRAMME', sum(count)::bigint from (
                select count(*) from gate_sign_offs where tenant = :tenant and signed_by = :person
                union all select count(*) from gate_mitigations where tenant = :tenant and owner = :person
                union all select count(*) from kpi_definitions where tenant = :tenant and owner = :person
                union all select count(*) from committee_seats where tenant = :tenant and person = :person
                union all select count(*) from motions where tenant = :tenant and opened_by = :person
                union all select count(*) from onboarding_stops where tenant = :tenant and :person in (stopped_by, resumed_by)
            ) duties
            union all
            select 'continuationFindings', 'PROGRAMME', count(*)
            from providers_below_gate where tenant = :tenant and provider = :person
            union all
            select 'covariates', 'IMPACT', count(*)
            from impact_profiles where tenant = :tenant and person = :person and department is not null
            union all
            select 'outcomes', 'IMPACT', count(*) from outcomes where tenant = :tenant and person = :person
            union all
            select 'kpis', 'IMPACT', count(*) from kpis k
            join ledger l on l.tenant = k.tenant and l.id = k.id
            where l.tenant = :tenant and l.subject = :subject) held
            where count > 0
            order by purpose, what""";

    private final Jdbi jdbi;
    private final Tenants tenants;

    VisibilityQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    @Transactional
    public List<Held> of(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery(HELD)
                .bind("tenant", tenants.current())
                .bind("person", person.value())
                .bind("subject", person.toString())
                .map(ConstructorMapper.of(Held.class))
                .list());
    }

    /** The least number of people a figure of this tenant is told about. */
    @Transactional
    public int leastPeople() {
        return jdbi.withHandle(handle ->
                handle.createQuery("select metric.k(null)").mapTo(Integer.class).one());
    }
}
