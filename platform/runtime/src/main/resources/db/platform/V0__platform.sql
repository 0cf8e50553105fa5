-- What every service needs before its own tables: tenancy, the outbox and its cursor, inbox, dead letters, identity of
-- what came in, answers kept for retries, mail, keys of people, and the programme clock.
create schema tandem;

-- Tenancy ------------------------------------------------------------------------------------------------------------

-- The tenant of this transaction. Without one every statement on a tenanted table fails: closed, not empty.
create function tandem.tenant() returns text
    language plpgsql stable parallel safe
as $$
declare
    tenant text := current_setting('tandem.tenant', true);
begin
    if tenant is null or tenant = '' then
        raise exception 'this transaction has no tenant' using errcode = 'insufficient_privilege';
    end if;
    return tenant;
end
$$;

-- Every table with a tenant column is protected by this and nothing else. The sub-select makes PostgreSQL ask once per
-- statement, not once per row; FORCE makes it hold for the owner too.
create procedure tandem.protect(target regclass)
    language plpgsql
as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format(
        'create policy tenant on %s using (tenant = (select tandem.tenant())) with check (tenant = (select tandem.tenant()))',
        target);
end
$$;

-- Outbox -------------------------------------------------------------------------------------------------------------

-- One number per event in the order of appending. CACHE must stay 1: sessions that reserve numbers ahead would break
-- the order of two events about one subject.
create sequence tandem.outbox_position cache 1;

-- What this service tells the others, written in the transaction of the change it tells. Rows are never updated; a
-- cursor moves over them. xid is the transaction's own id or that of whoever drew the subject's sequence before, if
-- that is greater: so the order (xid, position) keeps the order of every subject (docs/decisions/0002).
-- A row with person and purpose is a change of state: what to send is asked when it is sent.
create table tandem.outbox (
    xid         xid8        not null default pg_current_xact_id(),
    position    bigint      not null default nextval('tandem.outbox_position'),
    day         date        not null default (clock_timestamp() at time zone 'utc')::date,
    tenant      text        not null,
    topic       text        not null,
    id          uuid        not null,
    type        text        not null,
    subject     text        not null,
    ce_time     timestamptz not null,
    sequence    bigint      not null,
    causation   text,
    traceparent text,
    person      uuid,
    purpose     text,
    payload     bytea,
    primary key (xid, position, day),
    check ((payload is null) = (person is not null and purpose is not null))
) partition by range (day);
call tandem.protect('tandem.outbox');

-- Everything up to here has been acknowledged by Kafka. One row; moved by compare-and-set, so that a relay that lost
-- its lock, or a redrive, is noticed.
create table tandem.outbox_cursor (
    singleton boolean primary key default true check (singleton),
    xid       xid8        not null,
    position  bigint      not null,
    moved_at  timestamptz not null default clock_timestamp()
);
insert into tandem.outbox_cursor (xid, position) values ('0', 0);

-- Makes the partitions from yesterday until some days ahead and drops those of days before keep_from. Runs as the owner,
-- because the relay may not create tables. ATTACH lets writers go on where CREATE ... PARTITION OF would stop them.
create procedure tandem.roll_outbox(keep_from date, days_ahead integer)
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '3s'
as $$
declare
    today     date := (clock_timestamp() at time zone 'utc')::date;
    day       date;
    partition text;
begin
    for day in select d::date from generate_series(today - 1, today + days_ahead, interval '1 day') d loop
        partition := format('tandem.outbox_%s', to_char(day, 'YYYYMMDD'));
        if to_regclass(partition) is null then
            execute format('create table %s (like tandem.outbox including all)', partition);
            execute format(
                'alter table tandem.outbox attach partition %s for values from (%L) to (%L)', partition, day, day + 1);
            call tandem.protect(partition::regclass);
        end if;
    end loop;
    for partition in
        select inhrelid::regclass::text
        from pg_inherits
        where inhparent = 'tandem.outbox'::regclass
          and inhrelid::regclass::text < format('tandem.outbox_%s', to_char(keep_from, 'YYYYMMDD'))
    loop
        execute format('drop table %s', partition);
    end loop;
end
$$;
call tandem.roll_outbox(date '2000-01-01', 3);

-- The last number drawn per subject, and the transaction that drew it. The row stays locked until that transaction
-- ends: this is what orders two transactions that tell something about one subject.
create table tandem.subject_sequence (
    tenant  text   not null,
    subject text   not null,
    last    bigint not null,
    xid     xid8   not null,
    primary key (tenant, subject)
) with (fillfactor = 80);
call tandem.protect('tandem.subject_sequence');

-- Inbox --------------------------------------------------------------------------------------------------------------

-- Which events a consumer has taken in, claimed in the transaction of the effect.
create table tandem.inbox (
    tenant       text        not null,
    consumer     text        not null,
    event_id     uuid        not null,
    processed_at timestamptz not null default clock_timestamp(),
    primary key (tenant, consumer, event_id)
);
create index on tandem.inbox using brin (processed_at);
call tandem.protect('tandem.inbox');

-- Records that can never be taken in as they are, each with its reason. A record whose tenant cannot be read has none
-- and is seen by the feed role alone.
create table tandem.dead_letter (
    id               uuid        primary key,
    tenant           text,
    consumer         text        not null,
    topic            text        not null,
    kafka_partition  integer     not null,
    kafka_offset     bigint      not null,
    record_timestamp bigint      not null,
    event_id         text,
    event_type       text,
    reason           text        not null,
    headers          jsonb       not null,
    key              bytea,
    value            bytea,
    created_at       timestamptz not null default clock_timestamp(),
    replayed_at      timestamptz,
    replayed_by      text
);
-- A redelivered record is the same dead letter; after a loss of broker data another record may have its offset.
create unique index on tandem.dead_letter (consumer, topic, kafka_partition, kafka_offset, record_timestamp);
create index on tandem.dead_letter (tenant, id);
call tandem.protect('tandem.dead_letter');

-- Ingest -------------------------------------------------------------------------------------------------------------

-- Identity of every event taken in from outside: the same data again is a duplicate, other data a conflict.
create table tandem.received (
    tenant      text        not null,
    source      text        not null,
    event_id    text        not null,
    type        text        not null,
    sha256      bytea       not null,
    received_at timestamptz not null default clock_timestamp(),
    primary key (tenant, source, event_id)
);
call tandem.protect('tandem.received');

-- HTTP ---------------------------------------------------------------------------------------------------------------

-- The answer to a creating request, written in the transaction of its effect and kept for its retries. A request under way
-- holds an advisory lock on its key and no row.
create table tandem.idempotency_key (
    tenant         text        not null,
    actor          text        not null,
    route          text        not null,
    key            text        not null,
    request_sha256 text        not null,
    status         integer     not null,
    location       text,
    body           text,
    created_at     timestamptz not null default clock_timestamp(),
    primary key (tenant, actor, route, key)
);
create index on tandem.idempotency_key using brin (created_at);
call tandem.protect('tandem.idempotency_key');

-- People -------------------------------------------------------------------------------------------------------------

-- Mail to be sent: whom, which template, codes to fill it; the address is looked up on sending.
create table tandem.mail (
    tenant     text        not null,
    id         uuid        not null,
    person     uuid        not null,
    template   text        not null,
    codes      jsonb       not null,
    state      text        not null default 'queued' check (state in ('queued', 'sent', 'failed')),
    attempts   integer     not null default 0,
    not_before timestamptz not null default clock_timestamp(),
    created_at timestamptz not null default clock_timestamp(),
    primary key (tenant, id)
);
create index on tandem.mail (not_before) where state = 'queued';
call tandem.protect('tandem.mail');

-- The data key of each person, wrapped by the tenant's key. Deleting it makes unreadable what it encrypted.
create table tandem.person_key (
    tenant      text        not null,
    person      uuid        not null,
    wrapped_key bytea       not null,
    created_at  timestamptz not null default clock_timestamp(),
    primary key (tenant, person)
);
call tandem.protect('tandem.person_key');

-- Clock --------------------------------------------------------------------------------------------------------------

-- Programme time where it is simulated; empty elsewhere.
create table tandem.programme_clock (
    singleton boolean     primary key default true check (singleton),
    instant   timestamptz not null
);

-- Grants -------------------------------------------------------------------------------------------------------------

-- The service's own role appends to the outbox and reads it; only the feed moves the cursor and rolls the days.
do $$
declare
    app text := regexp_replace(current_user, '_owner$', '_app');
begin
    if app <> current_user and exists (select from pg_roles where rolname = app) then
        execute format('revoke all on tandem.outbox_cursor from %I', app);
        execute format('revoke update, delete on tandem.outbox from %I', app);
        execute format('revoke all on procedure tandem.roll_outbox from %I', app);
        execute format('revoke all on procedure tandem.protect from %I', app);
    end if;
end
$$;
