package tandem.verify.audit;

import java.util.List;

/** I3, I5, I6 and I7: the sums are right, every seat was approved and free, nobody erased is left, no row crosses tenants. */
final class ContentChecks {

    static final List<Check> ALL = List.of(
            Check.other("I3", "count of events that differs from the ledger", """
                    select tenant || ' ' || type || ' ' || day || ' counted ' || coalesce(c.events, 0) || ', found '
                        || coalesce(l.events, 0) as sample
                    from (select tenant, topic, type, day, sum(events) as events from event_counts group by 1, 2, 3, 4) c
                    full join (
                        select tenant, topic, type, (time at time zone 'utc')::date as day, count(*) as events
                        from ledger group by 1, 2, 3, 4) l using (tenant, topic, type, day)
                    where c.events is distinct from l.events"""),
            Check.other("I3", "week of sessions that differs from its sessions", """
                    with counted as (
                        select tenant, engagement, week, scheduled, held, missed, cancelled, cancelled_late from session_weeks
                        where (scheduled, held, missed, cancelled, cancelled_late) <> (0, 0, 0, 0, 0)),
                    found as (
                        select tenant, engagement, date_trunc('week', starts_at at time zone 'utc')::date as week,
                            count(*) filter (where state = 'SCHEDULED') as scheduled,
                            count(*) filter (where state = 'HELD') as held,
                            count(*) filter (where state = 'MISSED') as missed,
                            count(*) filter (where state = 'CANCELLED') as cancelled,
                            count(*) filter (where state = 'CANCELLED_LATE') as cancelled_late
                        from sessions where known_to = 'infinity' and starts_at is not null and state is not null
                        group by 1, 2, 3)
                    select tenant || ' ' || engagement || ' ' || week as sample
                    from (table counted except table found) missing
                    union
                    select tenant || ' ' || engagement || ' ' || week from (table found except table counted) surplus"""),
            Check.other("I3", "event of the ledger without its fact", """
                    with told as (
                        select tenant, type, id, subject, case when type = 'tandem.session.session-scheduled.v1'
                            then convert_from(payload, 'utf8')::jsonb ->> 'session' end as session
                        from ledger where not redacted)
                    select type || ' ' || id as sample from told t
                    where type = 'tandem.session.session-scheduled.v1' and not exists
                          (select from sessions s where s.tenant = t.tenant and s.session::text = t.session)
                       or type = 'tandem.matching.match-proposed.v1' and not exists
                          (select from matches m where m.tenant = t.tenant and m.match::text = t.subject)
                       or type = 'tandem.matching.engagement-started.v1' and not exists
                          (select from engagements e where e.tenant = t.tenant and e.engagement::text = t.subject)
                       or type = 'tandem.intake.kpi-observed.v1' and not exists
                          (select from kpis k where k.tenant = t.tenant and k.id = t.id)"""),
            Check.other("I5", "provider with more seats taken than there are", """
                    select p.tenant || ' ' || p.id || ' ' || count(*) || '/' || p.capacity as sample
                    from seen_provider p join seen_match m on m.tenant = p.tenant and m.provider = p.id and m.seat
                    group by p.tenant, p.id, p.capacity having count(*) > p.capacity"""),
            Check.other("I5", "engagement without the approvals it needs", """
                    select e.tenant || ' ' || e.id as sample
                    from seen_engagement e
                    left join seen_match m on m.tenant = e.tenant and m.id = e.id
                    left join seen_approval a on a.tenant = e.tenant and a.match = e.id
                        and a.approver not in (m.leader, m.provider)
                    group by e.tenant, e.id, m.risk_class
                    having count(distinct a.approver) < case when m.risk_class = 'STANDARD' then 1 else 2 end
                        or m.risk_class = 'HIGH' and bool_and(a.office not in ('operations-owner', 'hr-partner'))"""),
            Check.other("I7", "event in the log under another tenant", """
                    select l.topic || ' ' || l.id || ' ' || o.tenant || '→' || l.tenant as sample
                    from seen_log l join seen_outbox o on o.id = l.id where o.tenant <> l.tenant"""),
            Check.other("I7", "event in the ledger under another tenant", """
                    select l.type || ' ' || l.id || ' ' || o.tenant || '→' || l.tenant as sample
                    from ledger l join seen_outbox o on o.id = l.id where o.tenant <> l.tenant"""),
            Check.other("I7", "subject of two tenants", """
                    select subject || ' ' || string_agg(distinct tenant, ', ') as sample from seen_outbox
                    group by subject having count(distinct tenant) > 1"""),
            Check.other("I7", "person, programme, match or engagement with rows of two tenants", """
                    select value || ' in ' || string_agg(distinct service || ' ' || place || ' (' || tenant || ')', ', ')
                        as sample
                    from seen_owner group by value having count(distinct tenant) > 1"""),
            Check.other("I6", "erased person whose key or pseudonym is still kept", """
                    with erased as (
                        select distinct tenant, subject from seen_outbox where type = 'tandem.intake.erasure-requested.v1')
                    select k.service || ' key of ' || k.person as sample
                    from erased e join seen_key k on k.tenant = e.tenant and k.person::text = e.subject
                    union all
                    select 'ledger ' || l.type || ' ' || l.id
                    from erased e join ledger l on l.tenant = e.tenant and l.subject = e.subject
                    union all
                    select 'vault ' || o.value
                    from erased e join seen_owner o on o.tenant = e.tenant and o.value::text = e.subject
                    where (o.service, o.place) = ('intake', 'public.person.id')"""));

    private ContentChecks() {}
}
