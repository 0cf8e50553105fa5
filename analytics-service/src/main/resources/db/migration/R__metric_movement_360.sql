-- Movement of the 360 (W17): leaders of whom the same raters see at least one behaviour half a point higher than at the baseline ÷ leaders
-- they answered about both times. Raters are told without who they are, so their means are compared, and only where enough of those who
-- answered the follow-up had answered the baseline; a behaviour too few answered is not compared. Half a point is the step in which
-- figures of raters are told; less than that is no movement.
create or replace view metric.movement_360 with (security_invoker = true) as
    with rated as (
        select a.tenant, a.engagement, a.kind, a.check_in, a.question, avg(a.value) as mean, max(a.answered_at) as told_at
        from metric.check_in_answer a
        where a.kind in ('BASELINE_360', 'FOLLOW_UP_360') and a.respondent = 'RATER' and a.answered_at <= metric.now()
        group by a.tenant, a.engagement, a.kind, a.check_in, a.question
        having count(*) >= metric.raters_least()
    ), baseline as (
        select distinct on (tenant, engagement, question) *
        from rated
        where kind = 'BASELINE_360'
        order by tenant, engagement, question, told_at, check_in
    ), follow_up as (
        select distinct on (r.tenant, r.engagement, r.question) r.*
        from rated r
        join metric.check_in c
            on c.tenant = r.tenant and c.engagement = r.engagement and c.check_in = r.check_in and c.respondent = 'RATER'
        where r.kind = 'FOLLOW_UP_360' and c.answered_before >= metric.raters_least()
        order by r.tenant, r.engagement, r.question, r.told_at desc, r.check_in desc
    )
    select e.tenant, e.programme, e.track, metric.week(metric.day(max(f.told_at))) as week, e.leader as person,
           max(f.mean - b.mean) >= 0.5 as hit,
           case when max(f.mean - b.mean) >= 0.5 then 'UP' when min(f.mean - b.mean) <= -0.5 then 'DOWN' else 'SAME' end as detail,
           null::uuid as counted_once
    from baseline b
    join follow_up f on f.tenant = b.tenant and f.engagement = b.engagement and f.question = b.question
    join metric.engagement e on e.tenant = b.tenant and e.engagement = b.engagement
    group by e.tenant, e.programme, e.track, e.leader, e.engagement;
