-- Confidence movement (R114): leaders whose last rating is above the first ÷ leaders who rated at least two sessions of a track. The
-- order is that of the sessions, so a correction changes no order. A self-rating: a direction, no amount.
create or replace view metric.confidence with (security_invoker = true) as
    select r.tenant, r.programme, r.track, metric.week(metric.day(min(r.starts_at))) as week, r.person,
           (array_agg(r.rating order by r.starts_at desc, r.session))[1]
               > (array_agg(r.rating order by r.starts_at, r.session))[1] as hit,
           case sign((array_agg(r.rating order by r.starts_at desc, r.session))[1]
                   - (array_agg(r.rating order by r.starts_at, r.session))[1])
               when 1 then 'UP' when 0 then 'SAME' else 'DOWN' end as detail,
           null::uuid as counted_once
    from (
        select e.tenant, e.programme, e.track, e.leader as person, c.session, c.rating, s.starts_at
        from metric.confidence_rating c
        join metric.session s on s.tenant = c.tenant and s.session = c.session
        join metric.engagement e on e.tenant = c.tenant and e.engagement = c.engagement
        where s.starts_at <= metric.now()
    ) r
    group by r.tenant, r.programme, r.track, r.person
    having count(*) > 1;
