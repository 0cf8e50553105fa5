-- Attendance by evidence: of the sessions held, those that both sides or the meeting platform say took place. The mix tells the tiers.
create or replace view metric.attendance_evidence with (security_invoker = true) as
    select e.tenant, e.programme, e.track, metric.week(metric.day(s.starts_at)) as week, e.leader as person,
           coalesce(metric.tier(v.evidence) >= metric.tier('BOTH_SIDES'), false) as hit,
           coalesce(v.evidence, 'NONE') as detail,
           null::uuid as counted_once
    from metric.session s
    join metric.engagement e on e.tenant = s.tenant and e.engagement = s.engagement
    left join lateral (
        select t.evidence
        from (select s.evidence union all
              select a.evidence from metric.attended a where a.tenant = s.tenant and a.session = s.session) t (evidence)
        order by metric.tier(t.evidence) desc nulls last
        limit 1
    ) v on true
    where s.ends_at <= metric.now() and s.state = 'HELD';
