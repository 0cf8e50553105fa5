-- Completion (C11, R99): engagements ended COMPLETED ÷ engagements whose planned end has passed.
create or replace view metric.completion with (security_invoker = true) as
    select e.tenant, e.programme, e.track, metric.week(e.planned_end_on) as week, e.leader as person,
           coalesce(e.end_reason = 'COMPLETED' and e.ended_on <= metric.today(), false) as hit,
           coalesce(e.end_reason, 'RUNNING') as detail,
           null::uuid as counted_once
    from metric.engagement e
    where e.planned_end_on < metric.today();
