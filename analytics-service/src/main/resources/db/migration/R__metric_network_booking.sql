-- Network booking (R59, R60): seats of office hours and cohorts that take place within the days of the policy (7) after they were
-- taken ÷ seats taken. The second dimension is what the seat is in.
create or replace view metric.network_booking with (security_invoker = true) as
    select s.tenant, s.programme, s.kind as track, metric.week(metric.day(s.taken_at)) as week, s.person,
           s.starts_at <= s.taken_at + make_interval(days => coalesce(p.booking_sla_days, 7)) as hit,
           null::text as detail,
           null::uuid as counted_once
    from metric.network_seat s
    left join metric.programme p on p.tenant = s.tenant and p.programme = s.programme
    where s.taken_at <= metric.now();
