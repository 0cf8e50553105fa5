-- Sponsor outcomes (R103, W15): actions whose outcome the mentor reported ÷ actions logged as taken. The mix tells what came of them.
create or replace view metric.sponsor_outcomes with (security_invoker = true) as
    select e.tenant, e.programme, e.track, metric.week(a.taken_on) as week, e.leader as person,
           coalesce(a.reported_on <= metric.today(), false) as hit,
           case when a.reported_on <= metric.today() then a.outcome end as detail,
           null::uuid as counted_once
    from metric.sponsor_action a
    join metric.engagement e on e.tenant = a.tenant and e.engagement = a.engagement
    where a.taken_on <= metric.today();
