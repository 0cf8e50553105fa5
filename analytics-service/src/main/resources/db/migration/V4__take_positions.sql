-- The first statement of every batch, one round trip: waits its turn, then moves the positions by compare-and-set. What it
-- returns is how many moved (fewer than asked: somebody else took these records, and the caller must roll back) and how far the
-- registers of what people took back reach, so that a reader's copy is known to be complete.
-- A worker that was stopped in the middle would hold its positions for ever: the server ends its transaction, and whoever
-- waits for it gives up soon enough to be able to say that it is stuck.
-- A batch that removes something runs alone: otherwise a neighbour that has not seen the removal could write what it is about.
create function take_positions(
        alone boolean, topics text[], partitions integer[], expected bigint[], next bigint[],
        out moved bigint, out erased_until bigint, out withdrawn_until bigint)
    language plpgsql
    set search_path = public, pg_temp
as $$
begin
    perform set_config('lock_timeout', '5s', true);
    perform set_config('transaction_timeout', case when alone then '10min' else '30s' end, true);
    if alone then
        perform pg_advisory_xact_lock(hashtext('tandem.ledger'));
    else
        perform pg_advisory_xact_lock_shared(hashtext('tandem.ledger'));
    end if;
    update consumer_position p
    set position = taken.next
    from (select * from unnest(topics, partitions, expected, next) as t (topic, partition, expected, next)
          order by topic, partition) taken
    where p.topic = taken.topic and p.partition = taken.partition and p.position = taken.expected;
    get diagnostics moved = row_count;
    select coalesce(max(e.position), 0) into erased_until from erasures e;
    select coalesce(max(w.position), 0) into withdrawn_until from withdrawals w;
end
$$;
