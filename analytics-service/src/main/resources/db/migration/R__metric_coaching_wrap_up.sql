-- Coaching wrap-up (W14): coachings whose coach has submitted the closing review and handed over what a mentor goes on with ÷ coachings
-- within four weeks of their planned end, or past it.
create or replace view metric.coaching_wrap_up with (security_invoker = true) as
    select a.tenant, a.programme, a.track, metric.week(min(a.ends_on)) as week, a.leader as person,
           bool_and(a.is_there) as hit,
           case when bool_and(a.is_there) then 'COMPLETE' when bool_or(a.is_there) then 'PARTLY' else 'NOTHING' end as detail,
           null::uuid as counted_once
    from metric.closing_artefact a
    where a.track = 'COACHING' and a.artefact in ('PROVIDER_REVIEW', 'HAND_OFF')
    group by a.tenant, a.engagement, a.programme, a.track, a.leader;
