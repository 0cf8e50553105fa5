-- Manager attestation (C11, W11): confirmed ÷ managers asked. Who was asked and said nothing did not confirm. Of several attestations of
-- one engagement the last that closed counts. Leaders who do not allow IMPACT are left out: nobody would tell us what was said.
create or replace view metric.manager_attestation with (security_invoker = true) as
    select c.tenant, e.programme, e.track, metric.week(c.closed_on) as week, e.leader as person,
           coalesce(a.value >= 4, false) as hit,
           case when a.value >= 4 then 'CONFIRMED' when c.answered > 0 then 'NOT_CONFIRMED' else 'NO_ANSWER' end as detail,
           null::uuid as counted_once
    from (
        select distinct on (tenant, engagement) tenant, engagement, check_in, closed_on, answered
        from metric.check_in
        where kind = 'MANAGER_ATTESTATION' and respondent = 'MANAGER' and asked > 0 and closed_on <= metric.today()
        order by tenant, engagement, closed_on desc, check_in desc
    ) c
    join metric.engagement e on e.tenant = c.tenant and e.engagement = c.engagement
    join metric.impact_allowed i on i.tenant = e.tenant and i.person = e.leader
    left join lateral (
        select min(answer.value) as value
        from metric.check_in_answer answer
        where answer.tenant = c.tenant and answer.engagement = c.engagement and answer.check_in = c.check_in
          and answer.respondent = 'MANAGER' and answer.question = 'progress' and answer.answered_at <= metric.now()
    ) a on true;
