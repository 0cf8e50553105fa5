-- KPIs as registered and as observed at metric.as_of(): what metrics about them read.
create or replace view metric.kpi_definition with (security_invoker = true) as
    select * from public.kpi_definitions
    where known_from <= metric.as_of() and known_to > metric.as_of();

create or replace view metric.intervention with (security_invoker = true) as
    select * from public.interventions where known_from <= metric.as_of() and known_to > metric.as_of();

create or replace view metric.kpi_observation with (security_invoker = true) as
    select * from public.kpis where known_at <= metric.as_of() and person is not null;

-- Sessions held by leaders who allow IMPACT, and whether a registered KPI about the leader was observed within the days of its feed.
create or replace view metric.session_kpi_link with (security_invoker = true) as
    with held as (
        select s.tenant, e.programme, e.track, e.leader as person, s.session, metric.day(s.starts_at) as held_on
        from metric.session s
        join metric.engagement e on e.tenant = s.tenant and e.engagement = s.engagement
        join metric.impact_allowed a on a.tenant = e.tenant and a.person = e.leader
        where s.state = 'HELD' and s.ends_at <= metric.now()
    )
    select h.tenant, h.programme, h.track, h.person, h.session, h.held_on,
           count(d.kpi) > 0 as registered, coalesce(max(d.every_days), 0) as patience, count(o.id) > 0 as linked
    from held h
    left join metric.kpi_definition d on d.tenant = h.tenant and d.programme = h.programme and d.about = 'LEADER'
    left join metric.kpi_observation o
        on o.tenant = h.tenant and o.programme = h.programme and o.person = h.person and o.kpi = d.kpi
        and o.observed_on between h.held_on and h.held_on + d.every_days and o.observed_on <= metric.today()
    group by h.tenant, h.programme, h.track, h.person, h.session, h.held_on;

-- Milestones of coachings (R6): due 90 days after kick-off, measured by the lagging KPI of coaching; nothing observed, nothing known.
create or replace view metric.milestone with (security_invoker = true) as
    select k.tenant, k.programme, k.track, k.person, k.began_on, k.began_on + 90 as due_on, d.kpi, d.target, l.value as observed,
           case d.direction when 'UP' then l.value >= d.target else l.value <= d.target end as reached
    from metric.kick_off k
    join metric.impact_allowed a on a.tenant = k.tenant and a.person = k.person
    join metric.intervention i on i.tenant = k.tenant and i.programme = k.programme and i.track = k.track
    join metric.kpi_definition d
        on d.tenant = k.tenant and d.programme = k.programme and d.kpi = i.lagging_kpi and d.about = 'LEADER'
    left join lateral (
        select o.value
        from metric.kpi_observation o
        where o.tenant = k.tenant and o.programme = k.programme and o.person = k.person and o.kpi = d.kpi
          and o.observed_on <= least(k.began_on + 90, metric.today())
        order by o.observed_on desc, o.id desc
        limit 1
    ) l on true
    where k.track = 'COACHING';
