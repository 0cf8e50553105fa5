-- Booking SLA (C11, R60): first session held within the days of the policy (7) after the last signature ÷ engagements signed.
-- An engagement still inside those days and without a session is undecided and not counted yet.
create or replace view metric.booking_sla with (security_invoker = true) as
    select e.tenant, e.programme, e.track, metric.week(metric.day(e.last_signed_at)) as week, e.leader as person,
           coalesce(f.first_held <= e.last_signed_at + t.sla, false) as hit,
           null::text as detail,
           null::uuid as counted_once
    from metric.engagement e
    left join metric.programme p on p.tenant = e.tenant and p.programme = e.programme
    cross join lateral (select make_interval(days => coalesce(p.booking_sla_days, 7)) as sla) t
    left join lateral (
        select min(s.starts_at) as first_held
        from metric.session s
        where s.tenant = e.tenant and s.engagement = e.engagement and s.state = 'HELD' and s.ends_at <= metric.now()
    ) f on true
    where e.last_signed_at <= metric.now()
      and (f.first_held <= e.last_signed_at + t.sla or e.last_signed_at + t.sla < metric.now());
