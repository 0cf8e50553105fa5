-- Baseline coverage (W5): leaders whose baseline 360 closed with enough raters ÷ leaders whose coaching has begun. Nothing of what was
-- answered is read, so it counts whoever allows what. Only coaching has a 360: a mentoring alone asks for none.
create or replace view metric.baseline_coverage with (security_invoker = true) as
    select k.tenant, k.programme, k.track, metric.week(k.began_on) as week, k.person,
           coalesce(b.answered >= metric.raters_least(), false) as hit,
           case when b.answered is null then 'NONE' when b.answered < metric.raters_least() then 'TOO_FEW' else 'BASELINE' end as detail,
           k.person as counted_once
    from metric.kick_off k
    left join lateral (
        select max(c.answered) as answered
        from metric.engagement e
        join metric.check_in c on c.tenant = e.tenant and c.engagement = e.engagement
        where e.tenant = k.tenant and e.programme = k.programme and e.leader = k.person
          and c.kind = 'BASELINE_360' and c.respondent = 'RATER' and c.closed_on <= metric.today()
    ) b on true
    where k.track = 'COACHING' and k.began_on <= metric.today();
