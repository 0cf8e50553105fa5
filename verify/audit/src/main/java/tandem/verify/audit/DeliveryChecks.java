package tandem.verify.audit;

import java.util.List;

/** I1, I2, I4, I9 and I11: what was accepted arrived, once, in order, and nothing else did. */
final class DeliveryChecks {

    static final List<Check> ALL = List.of(
            Check.lost("I1", "inbound event answered with success but not kept", """
                    select c.service || ' ' || c.tenant || ' ' || c.source || ' ' || c.event_id as sample from claimed c
                    where not exists (select from seen_received r where (r.service, r.tenant, r.source, r.event_id)
                        = (c.service, c.tenant, c.source, c.event_id))"""),
            Check.lost("I1", "accepted event neither in the ledger nor quarantined", """
                    select o.service || ' ' || o.type || ' ' || o.id as sample from seen_outbox o
                    where not o.is_state
                      and not exists (select from ledger l where l.id = o.id)
                      and not exists (select from seen_dead d
                          where d.service = 'analytics' and d.event_id = o.id::text)"""),
            Check.other("I1", "accepted event that is not in the log", """
                    select o.service || ' ' || o.type || ' ' || o.id as sample from seen_outbox o
                    where not o.is_state and not exists (select from seen_log l where l.id = o.id)"""),
            // compaction keeps the last record of a key, and an empty one for 30 days
            Check.other("I1", "changed state without any record in the log", """
                    select o.service || ' ' || o.subject as sample from seen_outbox o
                    where o.is_state and not exists
                        (select from seen_log l where l.topic = o.topic and l.record_key = o.subject)
                    group by o.service, o.subject"""),
            // a consumer that took in one event of a type takes in all of them
            Check.other("I1", "event a service neither took in nor quarantined", """
                    with taken as materialized (
                        select distinct i.service, i.consumer, l.topic, l.type
                        from seen_inbox i join seen_log l on l.id = i.event_id)
                    select t.service || ' ' || t.consumer || ' ' || l.type || ' ' || l.id as sample
                    from taken t join (select distinct topic, type, id from seen_log where id is not null) l
                        on l.topic = t.topic and l.type = t.type
                    where not exists (select from seen_inbox i
                          where i.event_id = l.id and i.service = t.service and i.consumer = t.consumer)
                      and not exists (select from seen_dead d
                          where d.event_id = l.id::text and d.service = t.service and d.consumer = t.consumer)"""),
            Check.other("I2", "event in the ledger that no service committed", """
                    select l.type || ' ' || l.id as sample from ledger l
                    where not exists (select from seen_outbox o where o.id = l.id)"""),
            Check.other("I2", "event in the log that no service committed", """
                    select l.topic || '-' || l.part || '@' || l.log_offset || ' ' || coalesce(l.id::text, 'no id') as sample
                    from seen_log l
                    where not exists (select from seen_outbox o where o.id = l.id)
                      and not exists (select from seen_dead d
                          where (d.topic, d.part, d.log_offset) = (l.topic, l.part, l.log_offset))"""),
            Check.duplicated("I1", "event in the ledger more than once", """
                    select l.type || ' ' || l.id || ' ×' || count(*) as sample from ledger l
                    group by l.type, l.id having count(*) > 1"""),
            Check.duplicated("I9", "identity of an inbound event kept more than once", """
                    select service || ' ' || tenant || ' ' || source || ' ' || event_id as sample from seen_received
                    group by service, tenant, source, event_id having count(*) > 1"""),
            Check.duplicated("I9", "event taken in more than once by one consumer", """
                    select service || ' ' || consumer || ' ' || event_id as sample from seen_inbox
                    group by service, tenant, consumer, event_id having count(*) > 1"""),
            Check.duplicated("I9", "effect of one cause told twice", """
                    select service || ' ' || type || ' ' || subject || ' because of ' || causation as sample
                    from seen_outbox where causation is not null and not is_state
                    group by service, tenant, type, subject, causation, content having count(*) > 1"""),
            Check.duplicated("I9", "event with the id of another one", """
                    select id::text as sample from seen_outbox group by id having count(*) > 1"""),
            Check.other("I4", "break in the order of a subject", """
                    with first as (
                        select distinct on (l.id) l.* from seen_log l
                        where l.id is not null and l.sequence > 0 order by l.id, l.part, l.log_offset),
                    ordered as (
                        select f.*, lag(f.sequence, 1, 0) over
                            (partition by f.source, f.tenant, f.subject order by f.part, f.log_offset) as before
                        from first f)
                    select topic || '-' || part || '@' || log_offset || ' ' || subject || ' ' || before || '→' || sequence
                        as sample
                    from ordered where sequence <> before + 1 order by topic, part, log_offset"""),
            Check.other("I4", "subject spread over partitions", """
                    select topic || ' ' || subject as sample from seen_log where id is not null
                    group by topic, tenant, subject having count(distinct part) > 1"""),
            Check.other("I4", "record whose key is not its subject", """
                    select topic || '-' || part || '@' || log_offset as sample from seen_log
                    where id is not null and record_key <> subject"""),
            Check.other("I11", "event still waiting in an outbox", """
                    select service || ' ' || type || ' ' || id as sample from seen_outbox where unsent"""),
            Check.other("I11", "consumer group that has not reached the end", """
                    select c.consumer_group || ' ' || c.topic || '-' || c.part || ' ' || c.log_offset || '/' || e.log_offset
                        as sample
                    from seen_commit c join seen_end e using (topic, part) where c.log_offset <> e.log_offset"""),
            Check.other("I11", "partition the ledger has not read to its end", """
                    select e.topic || '-' || e.part || ' ' || coalesce(p.position::text, 'nothing') || '/' || e.log_offset
                        as sample
                    from seen_end e left join consumer_position p on (p.topic, p.partition) = (e.topic, e.part)
                    where e.log_offset > 0 and p.position is distinct from e.log_offset"""));

    private DeliveryChecks() {}
}
