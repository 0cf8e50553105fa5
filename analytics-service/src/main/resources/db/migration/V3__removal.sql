-- What people took back. The ledger consults this for every event, so a late or repeated one cannot bring anything back.
-- An erased person is known by a hash alone: the pseudonym itself must be found nowhere, and 122 random bits cannot be guessed.
create table erasures (
    position    bigint generated always as identity,
    tenant      text  not null,
    person_hash bytea not null,
    erased_as   uuid  not null,
    primary key (tenant, person_hash)
);
create unique index on erasures (position);
call tandem.protect('erasures');

-- Withdrawals of IMPACT: events of the person for that purpose, up to here, are blank.
create table withdrawals (
    position     bigint generated always as identity,
    tenant       text        not null,
    person       uuid        not null,
    sequence     bigint      not null,
    withdrawn_at timestamptz not null,
    primary key (tenant, person, sequence)
);
create unique index on withdrawals (position);
call tandem.protect('withdrawals');

-- Covariates a leader allows: state, not history. No version is kept, because one withdrawn must not survive in another; after
-- a withdrawal only the consent version stays, to refuse what is older.
create table impact_profiles (
    tenant           text    not null,
    person           uuid    not null,
    consent_version  bigint  not null,
    department       text,
    job_role         text,
    level            integer,
    tenure_months    integer,
    last_promoted_on date,
    primary key (tenant, person)
);
call tandem.protect('impact_profiles');

-- Reports still to be told to the others: written with the removal, deleted with the telling (docs/decisions/0062).
create table removal_duties (
    tenant  text  not null,
    removal uuid  not null,
    person  uuid  not null,
    scope   text  not null,
    counts  jsonb not null,
    primary key (tenant, removal)
);
call tandem.protect('removal_duties');

-- The service's own role reads the store and changes nothing but the duties it has done.
do $$
declare
    app    text := regexp_replace(current_user, '_owner$', '_app');
    target regclass;
begin
    if app <> current_user and exists (select from pg_roles where rolname = app) then
        for target in
            select c.oid::regclass from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
              and c.relname not in ('removal_duties', 'flyway_schema_history')
        loop
            execute format('revoke insert, update, delete, truncate on %s from %I', target, app);
        end loop;
        execute format('revoke all on consumer_position from %I', app);
        execute format('revoke all on procedure extend_ledger from %I', app);
    end if;
end
$$;
