-- Attendance (C11): sessions attended with at least the evidence asked for ÷ sessions past their end, less those cancelled in
-- time. A late cancellation and a no-show are missed, a moved session counts once, one without any evidence is not attended.
create or replace view metric.attendance with (security_invoker = true) as
    select e.tenant, e.programme, e.track, metric.week(metric.day(s.starts_at)) as week, e.leader as person,
           s.state = 'HELD' and metric.tier(v.evidence) >= metric.tier(
               coalesce(metric.minimum_evidence(), p.minimum_evidence, 'ONE_SIDE')) as hit,
           case when s.state = 'HELD' then v.evidence else 'NONE' end as detail,
           null::uuid as counted_once
    from metric.session s
    join metric.engagement e on e.tenant = s.tenant and e.engagement = s.engagement
    left join metric.programme p on p.tenant = e.tenant and p.programme = e.programme
    left join lateral (
        select t.evidence
        from (select s.evidence union all
              select a.evidence from metric.attended a where a.tenant = s.tenant and a.session = s.session) t (evidence)
        order by metric.tier(t.evidence) desc nulls last
        limit 1
    ) v on true
    where s.ends_at <= metric.now() and s.state <> 'CANCELLED';
