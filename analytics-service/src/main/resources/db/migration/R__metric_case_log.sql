-- Case log (R112): entries that tell of progress ÷ entries of case logs. The mix tells how far it went.
create or replace view metric.case_log with (security_invoker = true) as
    select c.tenant, e.programme, e.track, metric.week(c.observed_on) as week, e.leader as person,
           c.change in ('TRIED', 'REPEATED', 'HABIT') as hit,
           c.change as detail,
           null::uuid as counted_once
    from metric.case_entry c
    join metric.engagement e on e.tenant = c.tenant and e.engagement = c.engagement
    where c.observed_on <= metric.today();
