-- Programme funnel: participants whose engagement has started ÷ participants enrolled, and how far each has come.
create or replace view metric.funnel with (security_invoker = true) as
    select p.tenant, p.programme, null::text as track, metric.week(metric.day(p.enrolled_at)) as week, p.person,
           e.started as hit,
           case when e.completed then '6_COMPLETED'
                when e.started then '5_STARTED'
                when m.approved then '4_APPROVED'
                when p.decision is not null then '3_DECIDED'
                when p.intake_at is not null then '2_INTAKE'
                else '1_ENROLLED' end as detail,
           null::uuid as counted_once
    from metric.participant p
    cross join lateral (
        select count(*) > 0 as approved from metric.match a
        where a.tenant = p.tenant and a.programme = p.programme and a.leader = p.person and a.approved_at is not null
    ) m
    cross join lateral (
        select count(*) > 0 as started, coalesce(bool_or(g.end_reason = 'COMPLETED'), false) as completed
        from metric.engagement g
        where g.tenant = p.tenant and g.programme = p.programme and g.leader = p.person
    ) e
    where p.enrolled_at <= metric.now();
