-- Sponsor actions (R15, W15): of the actions logged as taken, those a third party confirmed. Both counts are shown: a gate
-- counts what was logged, provider KPIs and matching weights count what was confirmed.
create or replace view metric.sponsor_actions with (security_invoker = true) as
    select e.tenant, e.programme, e.track, metric.week(a.taken_on) as week, e.leader as person,
           coalesce(a.confirmed_on <= metric.today(), false) as hit,
           a.kind as detail,
           null::uuid as counted_once
    from metric.sponsor_action a
    join metric.engagement e on e.tenant = a.tenant and e.engagement = a.engagement
    where a.taken_on <= metric.today();
