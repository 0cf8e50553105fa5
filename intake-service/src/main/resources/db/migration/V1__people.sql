-- The vault: the only place where a pseudonym meets a name. Names and addresses are ciphertext under the person's own key;
-- the indexes are keyed hashes, so a row can be found by address or employee number without being readable.
create table person (
    tenant          text        not null,
    id              uuid        not null,
    kind            text        not null check (kind in ('EMPLOYEE', 'EXTERNAL_PROVIDER', 'CONTACT')),
    given_name      bytea       not null,
    family_name     bytea       not null,
    email           bytea       not null,
    email_index     bytea       not null,
    employee_number bytea,
    employee_index  bytea,
    identity_index  bytea       not null,
    time_zone       text,
    created_at      timestamptz not null,
    primary key (tenant, id),
    unique (tenant, email_index),
    unique (tenant, employee_index),
    check ((employee_number is null) = (employee_index is null))
);
call tandem.protect('person');

-- Who serves as coach or mentor, as matching-service told: their changes matter to others.
create table known_provider (
    tenant        text not null,
    person        uuid not null,
    provider_type text not null,
    primary key (tenant, person)
);
call tandem.protect('known_provider');

-- Leader and provider of an approved or running match: the one reason why one may see the other's name.
create table acquaintance (
    tenant   text    not null,
    match    uuid    not null,
    leader   uuid    not null,
    provider uuid    not null,
    open     boolean not null,
    primary key (tenant, match)
);
create index acquaintance_leader on acquaintance (tenant, leader) where open;
create index acquaintance_provider on acquaintance (tenant, provider) where open;
call tandem.protect('acquaintance');

-- Who looked up whom: one row per call of the directory.
create table directory_lookup (
    tenant    text        not null,
    id        uuid        not null,
    looked_by text        not null,
    client    text        not null,
    kind      text        not null check (kind in ('IDENTIFY', 'RESOLVE', 'FIND')),
    asked     integer     not null,
    answered  uuid[]      not null,
    addresses boolean     not null,
    looked_at timestamptz not null,
    primary key (tenant, id)
);
create index directory_lookup_answered on directory_lookup using gin (answered);
call tandem.protect('directory_lookup');
