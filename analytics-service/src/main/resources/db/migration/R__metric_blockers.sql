-- Blockers (W7): people who named something that stands in the way ÷ people who gave rapid feedback. The mix tells what, each once a
-- person. Whether that is systemic is a threshold of the pilot, not of the figure.
create or replace view metric.blockers with (security_invoker = true) as
    select a.tenant, e.programme, e.track, metric.week(metric.day(a.answered_at)) as week, e.leader as person,
           a.question like 'blocker-%' and a.value >= 4 as hit,
           case when a.question like 'blocker-%' and a.value >= 4 then a.question end as detail,
           a.id as counted_once
    from metric.check_in_answer a
    join metric.engagement e on e.tenant = a.tenant and e.engagement = a.engagement
    where a.kind = 'RAPID_FEEDBACK' and a.answered_at <= metric.now();
