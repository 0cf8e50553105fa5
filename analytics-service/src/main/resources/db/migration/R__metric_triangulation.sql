-- Triangulation (R112): leaders of whom at least two kinds of evidence tell of progress ÷ leaders of whom there are at least two: the
-- case log of either side, the manager's attestation, and the raters. Each kind is read as its own metric reads it.
create or replace view metric.triangulation with (security_invoker = true) as
    with evidence as (
        select tenant, programme, track, person, min(week) as week, bool_or(hit) as tells
        from metric.case_log
        group by tenant, programme, track, person
        union all
        select tenant, programme, track, person, min(week), bool_or(hit)
        from metric.manager_attestation
        where detail <> 'NO_ANSWER'
        group by tenant, programme, track, person
        union all
        select tenant, programme, track, person, min(week), bool_or(hit)
        from metric.movement_360
        group by tenant, programme, track, person
    )
    select tenant, programme, track, min(week) as week, person,
           count(*) filter (where tells) >= 2 as hit,
           case when bool_and(tells) then 'AGREED' when bool_or(tells) then 'DIVIDED' else 'NONE' end as detail,
           null::uuid as counted_once
    from evidence
    group by tenant, programme, track, person
    having count(*) >= 2;
