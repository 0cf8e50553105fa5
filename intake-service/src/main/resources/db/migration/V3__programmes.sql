-- A programme: objective, the one-sentence problem that filters every decision (R38), window and cohort.
create table programme (
    tenant          text        not null,
    id              uuid        not null,
    name            text        not null,
    objective       text        not null,
    problem         text        not null,
    starts_on       date        not null,
    ends_on         date        not null,
    cohort_minimum  integer     not null,
    cohort_maximum  integer     not null,
    high_touch      boolean     not null,
    policy_version  integer     not null,
    stopped_because text,
    opened_at       timestamptz not null,
    opened_by       text        not null,
    version         bigint      not null,
    primary key (tenant, id)
);
call tandem.protect('programme');

-- Policy versions are only ever added: a past decision is explained with the version it was made under.
create table policy (
    tenant         text        not null,
    programme      uuid        not null,
    policy_version integer     not null,
    content        jsonb       not null,
    content_hash   text        not null,
    published_at   timestamptz not null,
    published_by   text        not null,
    primary key (tenant, programme, policy_version)
);
call tandem.protect('policy');

-- Who takes part, from enrolment until leaving.
create table participation (
    tenant      text        not null,
    programme   uuid        not null,
    person      uuid        not null,
    enrolled_at timestamptz not null,
    enrolled_by text        not null,
    left_at     timestamptz,
    primary key (tenant, programme, person)
);
create index participation_person on participation (tenant, person) where left_at is null;
call tandem.protect('participation');
