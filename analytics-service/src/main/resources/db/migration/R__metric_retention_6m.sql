-- Retention at 6 months (C11): leaders still employed 6 months after the kick-off of their track ÷ leaders whose 6 months have
-- passed; who left and is back by then is. Shorter follow-up is censored, never counted as success. Erased leaders count under their stand-in.
create or replace view metric.retention_6m with (security_invoker = true) as
    select k.tenant, k.programme, k.track, metric.week(k.began_on) as week, k.person,
           not exists (
               select from metric.absence a
               where a.tenant = k.tenant and a.person = k.person
                 and a.ended_on < (k.began_on + interval '6 months')::date
                 and (a.returned_on is null or a.returned_on > (k.began_on + interval '6 months')::date)
           ) as hit,
           null::text as detail,
           k.person as counted_once
    from metric.kick_off k
    where (k.began_on + interval '6 months')::date <= metric.today();
