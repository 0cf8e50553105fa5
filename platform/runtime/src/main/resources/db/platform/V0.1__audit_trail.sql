-- Who did what, and who looked up whom. An entry is a text that is written once; it names people by commitments alone, salted hashes,
-- and the references that open them are rows of their own, so that a person can be forgotten without breaking the chain.

-- One service had these tables before there was one home for them: there they move with everything in them.
do $$
declare
    target text;
begin
    foreach target in array array[
        'audit_entry', 'audit_reference', 'audit_pending', 'audit_link', 'audit_head', 'signing_key'
    ] loop
        if to_regclass('public.' || target) is not null then
            execute format('alter table public.%I set schema tandem', target);
        end if;
    end loop;
end
$$;

create table if not exists tandem.audit_entry (
    tenant  text not null,
    id      uuid not null,
    content text not null,
    primary key (tenant, id)
);

create table if not exists tandem.audit_reference (
    tenant   text     not null,
    entry    uuid     not null,
    ordinal  smallint not null, -- 0: who acted; from 1 on: whom or what it was about
    referent uuid     not null,
    salt     bytea    not null,
    primary key (tenant, entry, ordinal)
);
create index if not exists audit_reference_referent on tandem.audit_reference (tenant, referent, entry);

-- Entries not yet linked: writers append here and wait for nobody, the sealer takes them away.
create table if not exists tandem.audit_pending (
    tenant text not null,
    entry  uuid not null,
    primary key (tenant, entry)
);

-- The chain of a tenant. Each link hashes the one before it and the text of its entry.
create table if not exists tandem.audit_link (
    tenant text   not null,
    seq    bigint not null,
    entry  uuid   not null,
    hash   bytea  not null,
    primary key (tenant, seq),
    unique (tenant, entry)
);

-- Where the chain stood, signed: what is cut off behind the last of them is missed.
create table if not exists tandem.audit_head (
    tenant       text        not null,
    seq          bigint      not null,
    hash         bytea       not null,
    signed       text        not null,
    published_at timestamptz not null,
    primary key (tenant, seq)
);

-- The keys a tenant signs with. A retired key signs nothing and stays, so that what it signed can be checked.
create table if not exists tandem.signing_key (
    tenant     text        not null,
    id         text        not null,
    public_key text        not null,
    sealed_key bytea       not null,
    made_at    timestamptz not null,
    retired_at timestamptz,
    primary key (tenant, id)
);
create unique index if not exists signing_key_active on tandem.signing_key (tenant) where retired_at is null;

-- Nobody the service works as can change an entry or a link, and a request can make neither link nor entry disappear.
do $$
declare
    app    text := regexp_replace(current_user, '_owner$', '_app');
    feed   text := regexp_replace(current_user, '_owner$', '_feed');
    target text;
begin
    foreach target in array array[
        'audit_entry', 'audit_reference', 'audit_pending', 'audit_link', 'audit_head', 'signing_key'
    ] loop
        if not exists (select from pg_policy where polrelid = ('tandem.' || target)::regclass) then
            call tandem.protect(('tandem.' || target)::regclass);
        end if;
    end loop;
    if app <> current_user and exists (select from pg_roles where rolname = app) then
        execute format('revoke update, delete on tandem.audit_entry, tandem.audit_head from %I, %I', app, feed);
        execute format('revoke update on tandem.audit_reference, tandem.audit_pending from %I, %I', app, feed);
        execute format('revoke update, delete on tandem.audit_link from %I, %I', app, feed);
        execute format('revoke insert on tandem.audit_link from %I', app);
        execute format('revoke delete on tandem.audit_pending from %I', app);
        execute format('revoke insert on tandem.audit_entry from %I', feed);
        execute format('revoke delete on tandem.signing_key from %I', app);
    end if;
end
$$;
