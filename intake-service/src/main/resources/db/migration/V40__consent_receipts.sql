-- What a receipt says must be what was true when it was given: the ledger keeps the text by its hash, the fields and the recipients
-- of that day, and when the statement ends by itself.
alter table consent add column expires_at timestamptz;
create index consent_expiry on consent (expires_at) where granted and expires_at is not null;

alter table consent_entry
    add column expires_at  timestamptz,
    add column text_sha256 text,
    add column fields      text[] not null default '{}',
    add column recipients  text[] not null default '{}';

-- The texts people are shown, one document per purpose, version and language. A published one never changes.
create table consent_text (
    tenant       text        not null,
    purpose      text        not null,
    version      text        not null,
    language     text        not null,
    content      text        not null,
    sha256       text        not null,
    valid_months integer,
    published_at timestamptz not null,
    published_by text        not null,
    primary key (tenant, purpose, version, language)
);
call tandem.protect('consent_text');

-- The keys a tenant signs with. A retired key signs nothing and stays, so that what it signed can be checked.
create table signing_key (
    tenant     text        not null,
    id         text        not null,
    public_key text        not null,
    sealed_key bytea       not null,
    made_at    timestamptz not null,
    retired_at timestamptz,
    primary key (tenant, id)
);
create unique index signing_key_active on signing_key (tenant) where retired_at is null;
call tandem.protect('signing_key');

-- Statements and texts are only added. What a person said goes with the person, hence the right to delete.
do $$
declare
    app text := regexp_replace(current_user, '_owner$', '_app');
begin
    if app <> current_user and exists (select from pg_roles where rolname = app) then
        execute format('revoke update on consent_entry from %I', app);
        execute format('revoke update, delete on consent_text from %I', app);
        execute format('revoke delete on signing_key from %I', app);
    end if;
end
$$;
