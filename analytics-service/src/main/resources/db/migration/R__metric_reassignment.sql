-- Reassignment (C11, R58, W9): leaders whose match was replaced for fit after approval ÷ leaders with an approved match. What people
-- arranged (R21) came out of no ranking, which is a coverage of nothing, and is ended instead of replaced: it is no part of it. A coach of
-- a group is a coach of record without a ranking: whoever has begun in a group counts.
create or replace view metric.reassignment with (security_invoker = true) as
    select m.tenant, m.programme, m.track, min(metric.week(metric.day(m.approved_at))) as week, m.leader as person,
           bool_or(coalesce(e.end_reason = 'REASSIGNED' and e.ended_on <= metric.today(), false)) as hit,
           null::text as detail,
           m.leader as counted_once
    from metric.match m
    left join metric.engagement e on e.tenant = m.tenant and e.engagement = m.match
    where m.approved_at <= metric.now() and m.track is not null and (m.coverage > 0 or e.kind = 'GROUP')
    group by m.tenant, m.programme, m.track, m.leader;
