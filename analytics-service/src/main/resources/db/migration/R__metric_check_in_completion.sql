-- Check-in completion: questions answered ÷ questions asked, of check-ins that have closed: one row for each person asked. The second
-- dimension is the kind of check-in. Who answered is not known here, only how many; the leader is the one it is about.
create or replace view metric.check_in_completion with (security_invoker = true) as
    select c.tenant, e.programme, c.kind as track, metric.week(c.closed_on) as week, e.leader as person,
           n.number <= c.answered as hit,
           c.respondent as detail,
           null::uuid as counted_once
    from metric.check_in c
    join metric.engagement e on e.tenant = c.tenant and e.engagement = c.engagement
    cross join lateral generate_series(1, c.asked) n (number)
    where c.closed_on <= metric.today();
