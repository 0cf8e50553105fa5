-- Mentoring story (R120): answers that tell of a change ÷ answers to the three questions, of both sides of a mentoring. The mix tells to
-- which question.
create or replace view metric.mentoring_story with (security_invoker = true) as
    select a.tenant, e.programme, e.track, metric.week(metric.day(a.answered_at)) as week, e.leader as person,
           a.value >= 4 as hit,
           case when a.value >= 4 then a.question end as detail,
           null::uuid as counted_once
    from metric.check_in_answer a
    join metric.engagement e on e.tenant = a.tenant and e.engagement = a.engagement
    where a.kind = 'MENTORING_STORY' and a.answered_at <= metric.now();
