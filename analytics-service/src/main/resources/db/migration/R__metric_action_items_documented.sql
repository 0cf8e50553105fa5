-- Action items documented (W10): sessions held that ended with a next step ÷ sessions held.
create or replace view metric.action_items_documented with (security_invoker = true) as
    select e.tenant, e.programme, e.track, metric.week(metric.day(s.starts_at)) as week, e.leader as person,
           exists (select from metric.action_item i
                   where i.tenant = s.tenant and i.session = s.session) as hit,
           null::text as detail,
           null::uuid as counted_once
    from metric.session s
    join metric.engagement e on e.tenant = s.tenant and e.engagement = s.engagement
    where s.state = 'HELD' and s.ends_at <= metric.now();
