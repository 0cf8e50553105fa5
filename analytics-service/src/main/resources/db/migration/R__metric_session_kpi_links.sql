-- Join quality (C11, R74, W16): sessions held whose leader has a registered KPI observed within the days its feed is given ÷ sessions
-- held, less those still inside these days and those of leaders who do not allow IMPACT.
create or replace view metric.session_kpi_links with (security_invoker = true) as
    select l.tenant, l.programme, l.track, metric.week(l.held_on) as week, l.person,
           l.linked as hit,
           case when l.linked then 'LINKED' when l.registered then 'NOT_OBSERVED' else 'NOT_REGISTERED' end as detail,
           null::uuid as counted_once
    from metric.session_kpi_link l
    where l.linked or l.held_on + l.patience < metric.today();
