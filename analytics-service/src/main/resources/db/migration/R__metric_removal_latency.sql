-- Removal latency: of what people took back, what every service has reported removed, and how long that took: from the request until
-- the last service reported, in machine time. What is not complete counts as asked for and not as done. The second dimension is what
-- was taken back: one purpose, or everything. A person of several programmes counts for the one joined last.
create or replace view metric.removal_latency with (security_invoker = true) as
    select r.tenant, p.programme, coalesce(r.purpose, 'ERASURE') as track, metric.week(metric.day(r.requested_at)) as week, r.person,
           d.complete as hit,
           null::text as detail,
           null::uuid as counted_once,
           case when d.complete then
               greatest(extract(epoch from d.last_told - coalesce(r.asked_at, r.requested_at)), 0)::float8 end as seconds
    from metric.removal r
    cross join lateral (
        select count(distinct t.service) = 4 as complete, max(coalesce(t.told_at, t.reported_at)) as last_told
        from metric.removal_report t
        where t.tenant = r.tenant and t.removal = r.removal and t.reported_at <= metric.now()
          and t.service in ('intake-service', 'matching-service', 'session-service', 'analytics-service')
    ) d
    left join lateral (
        select e.programme
        from metric.participant e
        where e.tenant = r.tenant and e.person = r.person
        order by e.enrolled_at desc nulls last, e.programme
        limit 1
    ) p on true
    where r.requested_at <= metric.now();
