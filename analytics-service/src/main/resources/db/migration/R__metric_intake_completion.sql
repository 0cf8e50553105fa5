-- Intake completion (C11, W2): participants who handed in their intake ÷ participants enrolled; an invitation nobody took up is not told.
create or replace view metric.intake_completion with (security_invoker = true) as
    select p.tenant, p.programme, null::text as track, metric.week(metric.day(p.enrolled_at)) as week, p.person,
           coalesce(p.intake_at <= metric.now(), false) as hit,
           null::text as detail,
           null::uuid as counted_once
    from metric.participant p
    where p.enrolled_at <= metric.now();
