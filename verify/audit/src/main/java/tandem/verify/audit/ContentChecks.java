package tandem.verify.audit;

import java.util.List;

/** I3, I6 and I7: the sums are right, nobody erased is left, no row crosses tenants. */
final class ContentChecks {

    static final List<Check> ALL = List.of(
            Check.other("I3", "count of events that differs from the ledger", """
                    select coalesce(c.tenant, l.tenant) || ' ' || coalesce(c.type, l.type) || ' counted '
                        || coalesce(c.events, 0) || ', found ' || coalesce(l.events, 0) as sample
                    from (select tenant, topic, type, sum(events) as events from event_counts group by 1, 2, 3) c
                    full join (select tenant, topic, type, count(*) as events from ledger group by 1, 2, 3) l
                        using (tenant, topic, type)
                    where c.events is distinct from l.events"""),
            Check.other("I7", "event in the log under another tenant", """
                    select l.topic || ' ' || l.id || ' ' || o.tenant || '→' || l.tenant as sample
                    from seen_log l join seen_outbox o on o.id = l.id where o.tenant <> l.tenant"""),
            Check.other("I7", "event in the ledger under another tenant", """
                    select l.type || ' ' || l.id || ' ' || o.tenant || '→' || l.tenant as sample
                    from ledger l join seen_outbox o on o.id = l.id where o.tenant <> l.tenant"""),
            Check.other("I7", "subject of two tenants", """
                    select subject || ' ' || string_agg(distinct tenant, ', ') as sample from seen_outbox
                    group by subject having count(distinct tenant) > 1"""),
            Check.other("I7", "person, programme, match or engagement with rows of two tenants", """
                    select value || ' in ' || string_agg(distinct service || ' ' || place || ' (' || tenant || ')', ', ')
                        as sample
                    from seen_owner group by value having count(distinct tenant) > 1"""),
            Check.other("I6", "erased person whose key or pseudonym is still kept", """
                    with erased as (
                        select distinct tenant, subject from seen_outbox where type = 'tandem.intake.erasure-requested.v1')
                    select k.service || ' key of ' || k.person as sample
                    from erased e join seen_key k on k.tenant = e.tenant and k.person::text = e.subject
                    union all
                    select 'ledger ' || l.type || ' ' || l.id
                    from erased e join ledger l on l.tenant = e.tenant and l.subject = e.subject
                    union all
                    select 'vault ' || o.value
                    from erased e join seen_owner o on o.tenant = e.tenant and o.value::text = e.subject
                    where (o.service, o.place) = ('intake', 'public.person.id')"""));

    private ContentChecks() {}
}
