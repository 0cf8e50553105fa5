-- Closing artefacts (W22): artefacts submitted ÷ artefacts due: reviews of both sides and hand-offs of engagements whose end has passed,
-- and mentors' answers to stories that have closed. The mix tells what is missing.
create or replace view metric.closing_artefacts with (security_invoker = true) as
    select a.tenant, a.programme, a.track, metric.week(a.ends_on) as week, a.leader as person,
           a.is_there as hit,
           case when not a.is_there then a.artefact end as detail,
           null::uuid as counted_once
    from metric.closing_artefact a
    where a.ends_on <= metric.today();
