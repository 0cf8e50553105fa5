-- Cadence adherence (C11): cadence intervals with a held session ÷ cadence intervals elapsed. Intervals are counted from the
-- start of the engagement to its end, its planned end or now, whichever is first; one cut short by an end does not count.
create or replace view metric.cadence_adherence with (security_invoker = true) as
    select e.tenant, e.programme, e.track, metric.week(i.begins::date) as week, e.leader as person,
           exists (
               select from metric.session s
               where s.tenant = e.tenant and s.engagement = e.engagement and s.state = 'HELD'
                 and metric.day(s.starts_at) >= i.begins::date
                 and metric.day(s.starts_at) < i.begins::date + e.cadence_days
           ) as hit,
           null::text as detail,
           null::uuid as counted_once
    from metric.engagement e
    cross join lateral generate_series(
        e.starts_on::timestamp,
        least(metric.today(), e.ended_on, e.planned_end_on)::timestamp - make_interval(days => e.cadence_days),
        make_interval(days => e.cadence_days)) i (begins)
    where e.cadence_days > 0;
