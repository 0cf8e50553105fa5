-- Action items (R114): next steps done ÷ next steps due, less those both let go of. A step done before its day counts once its day
-- has come, so that nothing counts early. The mix tells the kinds of step.
create or replace view metric.action_items with (security_invoker = true) as
    select e.tenant, e.programme, e.track, metric.week(i.due_on) as week, e.leader as person,
           coalesce(i.state = 'COMPLETED' and i.closed_on <= metric.today(), false) as hit,
           i.action as detail,
           null::uuid as counted_once
    from metric.action_item i
    join metric.engagement e on e.tenant = i.tenant and e.engagement = i.engagement
    where i.due_on <= metric.today()
      and i.state is distinct from 'DROPPED';
