-- Promotion at 12 months (C11): leaders promoted within 12 months of the kick-off of their track ÷ leaders whose 12 months have
-- passed. Shorter follow-up is censored, not counted. So are leaders who do not allow IMPACT and erased ones: nobody would tell us. Who left the
-- employer without a promotion stays in the denominator: leaving competes with being promoted, it does not hide it.
create or replace view metric.promotion_12m with (security_invoker = true) as
    select k.tenant, k.programme, k.track, metric.week(k.began_on) as week, k.person,
           exists (
               select from metric.promotion p
               where p.tenant = k.tenant and p.person = k.person
                 and p.promoted_on >= k.began_on and p.promoted_on < (k.began_on + interval '12 months')::date
           ) as hit,
           null::text as detail,
           k.person as counted_once
    from metric.kick_off k
    join metric.consent c on c.tenant = k.tenant and c.person = k.person and c.purpose = 'IMPACT' and c.granted
    where (k.began_on + interval '12 months')::date <= metric.today()
      and not exists (select from public.erasures x where x.tenant = k.tenant and x.erased_as = k.person);
