-- Match signing (R57, W4): leaders with an approved match whose agreement both have signed ÷ leaders for whom a service was decided, less
-- those who have left. Who waits for a seat is not signed.
create or replace view metric.match_signing with (security_invoker = true) as
    select p.tenant, p.programme, null::text as track, metric.week(metric.day(p.enrolled_at)) as week, p.person,
           m.signed as hit,
           case when m.signed then '3_SIGNED' when m.approved then '2_APPROVED' when m.proposed then '1_PROPOSED' else '0_WAITING' end
               as detail,
           null::uuid as counted_once
    from metric.participant p
    cross join lateral (
        select coalesce(bool_or(a.approved_at <= metric.now() and a.agreement_complete
                                and greatest(a.leader_signed_at, a.provider_signed_at) <= metric.now()), false) as signed,
               coalesce(bool_or(a.approved_at <= metric.now()), false) as approved,
               count(*) > 0 as proposed
        from metric.match a
        where a.tenant = p.tenant and a.programme = p.programme and a.leader = p.person and a.coverage > 0
    ) m
    where p.enrolled_at <= metric.now() and p.decision is not null
      and not exists (
          select from metric.absence a
          where a.tenant = p.tenant and a.person = p.person and a.ended_on <= metric.today()
            and (a.returned_on is null or a.returned_on > metric.today()));
