-- KPI improvement (R130): leaders whose latest observation of a KPI is on the better side of their first ÷ leaders with at least two
-- observations, of those who allow IMPACT. The second dimension is the KPI. Says nothing about cause.
create or replace view metric.kpi_improvement with (security_invoker = true) as
    select o.tenant, o.programme, o.kpi as track, metric.week(min(o.observed_on)) as week, o.person,
           case d.direction when 'UP' then (array_agg(o.value order by o.observed_on desc, o.id))[1]
                                           > (array_agg(o.value order by o.observed_on, o.id))[1]
                            else (array_agg(o.value order by o.observed_on desc, o.id))[1]
                                 < (array_agg(o.value order by o.observed_on, o.id))[1] end as hit,
           null::text as detail,
           null::uuid as counted_once
    from metric.kpi_observation o
    join metric.kpi_definition d on d.tenant = o.tenant and d.programme = o.programme and d.kpi = o.kpi
    where d.about = 'LEADER' and o.observed_on <= metric.today()
    group by o.tenant, o.programme, o.kpi, d.direction, o.person
    having count(*) > 1;
