-- Pulse direction (W8): leaders whose last answer about the primary behaviour is above their first ÷ leaders who answered it at two
-- pulses or more. A self-rating: a direction, no amount.
create or replace view metric.pulse_direction with (security_invoker = true) as
    select p.tenant, p.programme, p.track, metric.week(metric.day(min(p.answered_at))) as week, p.person,
           (array_agg(p.value order by p.answered_at desc, p.id))[1] > (array_agg(p.value order by p.answered_at, p.id))[1] as hit,
           case sign((array_agg(p.value order by p.answered_at desc, p.id))[1]
                   - (array_agg(p.value order by p.answered_at, p.id))[1])
               when 1 then 'UP' when 0 then 'SAME' else 'DOWN' end as detail,
           null::uuid as counted_once
    from (
        select a.tenant, e.programme, e.track, e.leader as person, a.id, a.value, a.answered_at
        from metric.check_in_answer a
        join metric.engagement e on e.tenant = a.tenant and e.engagement = a.engagement
        where a.kind = 'PULSE' and a.respondent = 'LEADER' and a.question = 'target-behaviour'
          and a.answered_at <= metric.now()
    ) p
    group by p.tenant, p.programme, p.track, p.person
    having count(*) > 1;
