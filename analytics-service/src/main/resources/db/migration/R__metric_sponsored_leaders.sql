-- Sponsored leaders (W15): leaders for whom a sponsor action was logged as taken ÷ leaders whose mentoring has begun. The mix shows the
-- confirmed beside the merely taken (C10).
create or replace view metric.sponsored_leaders with (security_invoker = true) as
    select k.tenant, k.programme, k.track, metric.week(k.began_on) as week, k.person,
           a.taken > 0 as hit,
           case when a.confirmed > 0 then 'CONFIRMED' when a.taken > 0 then 'TAKEN' else 'NONE' end as detail,
           k.person as counted_once
    from metric.kick_off k
    cross join lateral (
        select count(*) as taken, count(*) filter (where s.confirmed_on <= metric.today()) as confirmed
        from metric.sponsor_action s
        join metric.engagement e on e.tenant = s.tenant and e.engagement = s.engagement
        where e.tenant = k.tenant and e.programme = k.programme and e.leader = k.person and s.taken_on <= metric.today()
    ) a
    where k.track = 'MENTORING' and k.began_on <= metric.today();
