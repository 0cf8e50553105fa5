-- Who did what, and who looked up whom. An entry is a text that is written once; it names people by commitments alone, salted hashes,
-- and the references that open them are rows of their own, so that a person can be forgotten without breaking the chain.
create table audit_entry (
    tenant  text not null,
    id      uuid not null,
    content text not null,
    primary key (tenant, id)
);
call tandem.protect('audit_entry');

create table audit_reference (
    tenant   text     not null,
    entry    uuid     not null,
    ordinal  smallint not null, -- 0: who acted; from 1 on: whom or what it was about
    referent uuid     not null,
    salt     bytea    not null,
    primary key (tenant, entry, ordinal)
);
create index audit_reference_referent on audit_reference (tenant, referent, entry);
call tandem.protect('audit_reference');

-- Entries not yet linked: writers append here and wait for nobody, the sealer takes them away.
create table audit_pending (
    tenant text not null,
    entry  uuid not null,
    primary key (tenant, entry)
);
call tandem.protect('audit_pending');

-- The chain of a tenant. Each link hashes the one before it and the text of its entry.
create table audit_link (
    tenant text   not null,
    seq    bigint not null,
    entry  uuid   not null,
    hash   bytea  not null,
    primary key (tenant, seq),
    unique (tenant, entry)
);
call tandem.protect('audit_link');

-- Where the chain stood, signed: what is cut off behind the last of them is missed.
create table audit_head (
    tenant       text        not null,
    seq          bigint      not null,
    hash         bytea       not null,
    signed       text        not null,
    published_at timestamptz not null,
    primary key (tenant, seq)
);
call tandem.protect('audit_head');

-- The trail took over what the directory wrote down.
drop table directory_lookup;

-- Nobody the service works as can change an entry or a link, and a request can make neither link nor entry disappear.
do $$
declare
    app  text := regexp_replace(current_user, '_owner$', '_app');
    feed text := regexp_replace(current_user, '_owner$', '_feed');
begin
    if app <> current_user and exists (select from pg_roles where rolname = app) then
        execute format('revoke update, delete on audit_entry, audit_head from %I, %I', app, feed);
        execute format('revoke update on audit_reference, audit_pending from %I, %I', app, feed);
        execute format('revoke update, delete on audit_link from %I, %I', app, feed);
        execute format('revoke insert on audit_link from %I', app);
        execute format('revoke delete on audit_pending from %I', app);
        execute format('revoke insert on audit_entry from %I', feed);
    end if;
end
$$;
