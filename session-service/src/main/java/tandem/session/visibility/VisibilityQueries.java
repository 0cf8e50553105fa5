package tandem.session.visibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import tandem.events.PersonId;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.visibility.Held;
import tandem.session.rule.Routing;

/** Counts what is held about a person, by kind. What lies behind a calendar permission or a connection is shown to nobody. */
@ApplicationScoped
public class VisibilityQueries {

    /** What the other side escalated on its own is nobody else's to know of, not even by number. */
    private static final String COUNTS = """
            with mine as (
                select id, case when leader = :person then 'LEADER' else 'PROVIDER' end as side from engagements
                 where tenant = :tenant and (leader = :person or provider = :person))
            select * from (
                select 'engagement' as what, 'PROGRAMME' as purpose, count(*) from mine
                union all
                select 'calendar-permission', 'CALENDAR', count(*) from calendar_permissions
                 where tenant = :tenant and person = :person and allowed
                union all
                select 'calendar-connection', 'CALENDAR', count(*) from calendar_connections
                 where tenant = :tenant and person = :person
                union all
                select 'calendar-meeting', 'CALENDAR', count(*) from meetings
                 where tenant = :tenant and engagement in (select id from mine)
                union all
                select 'suggested-session', 'CALENDAR', count(*) from sessions
                 where tenant = :tenant and not told and engagement in (select id from mine)
                union all
                select 'session', 'PROGRAMME', count(*) from sessions
                 where tenant = :tenant and told and engagement in (select id from mine)
                union all
                select 'calendar-feed', 'PROGRAMME', count(*) from calendar_feeds
                 where tenant = :tenant and person = :person
                union all
                select 'invitation', 'PROGRAMME', count(*) from invitations
                 where tenant = :tenant and engagement in (select id from mine)
                union all
                select 'sponsor-action', 'PROGRAMME', count(*) from sponsor_actions
                 where tenant = :tenant and engagement in (select id from mine)
                union all
                select 'session-topics', 'IMPACT', count(distinct session) from session_topics
                 where tenant = :tenant and engagement in (select id from mine)
                union all
                select 'confidence-rating', 'IMPACT', count(distinct session) from confidence_ratings
                 where tenant = :tenant and engagement in (select id from mine)
                union all
                select 'case-entry', 'IMPACT', count(*) from case_entries
                 where tenant = :tenant and engagement in (select id from mine)
                union all
                select 'action-item', 'PROGRAMME', count(*) from action_items
                 where tenant = :tenant and engagement in (select id from mine)
                union all
                select 'note', 'PROGRAMME', count(*) from notes
                 where tenant = :tenant
                   and (author = :person or engagement in (select id from mine where side = 'LEADER'))
                union all
                select 'hand-off', 'PROGRAMME', count(*) from hand_offs
                 where tenant = :tenant
                   and (engagement in (select id from mine) or received_in in (select id from mine))
                union all
                select 'recognition', 'RECOGNITION', count(*) from recognitions
                 where tenant = :tenant and leader = :person
                union all
                select 'consent', purpose, count(*) from consents
                 where tenant = :tenant and person = :person and granted group by purpose
                union all
                select 'check-in', 'PROGRAMME', count(*) from check_ins
                 where tenant = :tenant and leader = :person
                union all
                select 'check-in-asked', 'PROGRAMME', count(*) from check_in_invitees
                 where tenant = :tenant and person = :person
                union all
                select 'panel-seat', 'PROGRAMME', count(*) from panel_seats
                 where tenant = :tenant and (person = :person or engagement in (select id from mine))
                union all
                select 'reporting-line', 'PROGRAMME', count(*) from reporting_lines
                 where tenant = :tenant and manager is not null and (person = :person or manager = :person)
                union all
                select 'leave', 'PROGRAMME', count(*) from leaves
                 where tenant = :tenant and person = :person
                union all
                select 'prompted-at', 'PROGRAMME', count(*) from prompt_log
                 where tenant = :tenant and person = :person
                union all
                select 'closing-review', 'PROGRAMME', count(*) from closing_reviews
                 where tenant = :tenant and engagement in (select id from mine)
                union all
                select 'seat', 'PROGRAMME', count(*) from seats
                 where tenant = :tenant and person = :person
                union all
                select 'delegation', 'PROGRAMME', count(*) from delegations
                 where tenant = :tenant and (principal = :person or delegate = :person)
                union all
                select 'prompt', 'PROGRAMME', count(*) from prompts
                 where tenant = :tenant and person = :person
                union all
                select 'break', 'PROGRAMME', count(*) from breaks
                 where tenant = :tenant and engagement in (select id from mine)
                union all
                select 'escalation', 'PROGRAMME', count(*) from escalations s
                  join mine on mine.id = s.engagement
                 where s.tenant = :tenant and (s.raised_by = mine.side or s.type = any(:shared))) held
             where count > 0
             order by purpose, what
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;

    VisibilityQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    @Transactional
    public List<Held> of(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery(COUNTS)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bindArray(
                        "shared",
                        String.class,
                        Routing.seenByBoth().stream().map(Routing.Type::name).toList())
                .map(ConstructorMapper.of(Held.class))
                .list());
    }
}
