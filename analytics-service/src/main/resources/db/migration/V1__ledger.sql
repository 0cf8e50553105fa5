-- The ledger: every event once, as received, and how far each partition of Kafka has been taken in. The position stands
-- in the same database so that one transaction can move both (docs/decisions/0060).
create table ledger (
    tenant      text        not null,
    id          uuid        not null,
    topic       text        not null,
    type        text        not null,
    source      text        not null,
    subject     text        not null,
    time        timestamptz not null,
    sequence    bigint      not null,
    causation   text,
    traceparent text,
    known_at    timestamptz not null,
    redacted    boolean     not null,
    payload     bytea       not null,
    primary key (tenant, id)
) partition by range (id);
create index ledger_subject on ledger (tenant, subject);
create index ledger_type on ledger (tenant, type, time);
call tandem.protect('ledger');
comment on column ledger.known_at is 'programme time at which Tandem knew; kept when projections are rebuilt';
comment on column ledger.redacted is 'attributes were blanked after a withdrawal or erasure: the event counts, and says nothing more';

create table ledger_default partition of ledger default;
call tandem.protect('ledger_default');

-- The smallest UUIDv7 of an instant: the first 48 bits are its milliseconds.
create function uuid_at(instant timestamptz) returns uuid
    language sql immutable strict parallel safe
    return (lpad(to_hex((extract(epoch from instant) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- Makes the monthly partitions of the machine-time months around an instant. A month whose rows already went to the default
-- partition stays there. Runs as the owner: the feed may not create tables.
create procedure extend_ledger(around timestamptz, months_back integer, months_ahead integer)
    language plpgsql security definer
    set search_path = public, pg_temp
    set lock_timeout = '3s'
as $$
declare
    month     timestamptz;
    following timestamptz;
    partition text;
begin
    for month in
        select m at time zone 'utc'
        from generate_series(
            date_trunc('month', around at time zone 'utc') - make_interval(months => months_back),
            date_trunc('month', around at time zone 'utc') + make_interval(months => months_ahead),
            interval '1 month') m
    loop
        following := (month at time zone 'utc' + interval '1 month') at time zone 'utc';
        partition := format('ledger_%s', to_char(month at time zone 'utc', 'YYYYMM'));
        continue when to_regclass(partition) is not null;
        begin
            execute format('create table %I (like ledger including all)', partition);
            execute format('alter table ledger attach partition %I for values from (%L) to (%L)',
                partition, uuid_at(month), uuid_at(following));
            call tandem.protect(partition::regclass);
        exception
            when check_violation then -- rows of this month are in the default partition
                raise notice 'no partition for %: its rows lie in the default partition', partition;
        end;
    end loop;
end
$$;

create table consumer_position (
    topic     text    not null,
    partition integer not null,
    position  bigint  not null,
    primary key (topic, partition)
);

-- How many events of each kind are in the ledger. Sharded by worker, so that two workers never wait for one row.
create table event_counts (
    tenant   text        not null,
    topic    text        not null,
    type     text        not null,
    day      date        not null,
    shard    integer     not null,
    events   bigint      not null,
    known_at timestamptz not null,
    primary key (tenant, topic, type, day, shard)
) with (fillfactor = 70);
call tandem.protect('event_counts');
