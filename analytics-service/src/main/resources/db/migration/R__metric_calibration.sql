-- Calibration (R98, W3): providers of the pool whose panel's median is at least 4 of 5 ÷ providers of the pool. The pool is the
-- tenant's: it stands for each of its programmes, and once in a sum of them.
create or replace view metric.calibration with (security_invoker = true) as
    select g.tenant, g.programme, null::text as track, metric.week(g.starts_on) as week, p.provider as person,
           coalesce(p.panel_median >= 4, false) as hit,
           case when p.panel_median is null then 'NOT_SCORED' when p.panel_median >= 4 then 'CALIBRATED' else 'BELOW' end as detail,
           p.provider as counted_once
    from metric.programme g
    join metric.provider p on p.tenant = g.tenant
    where p.state = 'QUALIFIED' and g.starts_on is not null;
