-- Entries of case logs, told under IMPACT: deleted, in every version, when the leader takes it back.
create table case_entries (
    tenant      text        not null,
    entry       uuid        not null,
    engagement  uuid        not null,
    party       text        not null,
    behaviour   text        not null,
    change      text        not null,
    basis       text        not null,
    observed_on date        not null,
    logged_at   timestamptz not null,
    known_from  timestamptz not null,
    known_to    timestamptz not null default 'infinity',
    primary key (tenant, entry, known_to)
);
create index case_entries_engagement on case_entries (tenant, engagement);
call tandem.protect('case_entries');

do $$
declare
    app text := regexp_replace(current_user, '_owner$', '_app');
begin
    if app <> current_user and exists (select from pg_roles where rolname = app) then
        execute format('revoke insert, update, delete, truncate on case_entries from %I', app);
    end if;
end
$$;
