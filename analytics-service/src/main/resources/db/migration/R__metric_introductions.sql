-- Introductions (R12, R94): leaders whose mentor introduced them to somebody, as somebody else confirmed ÷ leaders with a mentor.
create or replace view metric.introductions with (security_invoker = true) as
    select e.tenant, e.programme, e.track, metric.week(min(e.starts_on)) as week, e.leader as person,
           coalesce(bool_or(a.confirmed_on <= metric.today()), false) as hit,
           case when bool_or(a.confirmed_on <= metric.today()) then 'CONFIRMED'
                when bool_or(a.taken_on <= metric.today()) then 'LOGGED'
                else 'NONE' end as detail,
           null::uuid as counted_once
    from metric.engagement e
    left join metric.sponsor_action a
        on a.tenant = e.tenant and a.engagement = e.engagement and a.kind = 'INTRODUCTION'
    where e.track = 'MENTORING' and coalesce(e.kind, 'STANDARD') not in ('PEER', 'REVERSE') and e.starts_on <= metric.today()
    group by e.tenant, e.programme, e.track, e.leader;
