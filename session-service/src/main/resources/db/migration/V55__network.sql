-- The network layer (R59): office hours and peer cohorts with their seats, and a list of content.
create table gatherings (
    tenant       text        not null,
    id           uuid        not null,
    programme    uuid        not null,
    kind         text        not null check (kind in ('OFFICE_HOUR', 'COHORT')),
    -- null: an office hour of the programme's own
    host         uuid,
    starts_at    timestamptz not null,
    minutes      integer     not null check (minutes > 0),
    -- how often a cohort meets; an office hour is once
    cadence_days integer     check (cadence_days > 0),
    seats        integer     not null check (seats > 0),
    taken        integer     not null default 0,
    closed       boolean     not null default false,
    primary key (tenant, id),
    check (taken between 0 and seats),
    check ((kind = 'COHORT') = (cadence_days is not null)),
    check (kind = 'OFFICE_HOUR' or host is not null)
);
create index on gatherings (tenant, programme, id) where not closed;
call tandem.protect('gatherings');

create table seats (
    tenant    text        not null,
    gathering uuid        not null,
    person    uuid        not null,
    taken_at  timestamptz not null,
    primary key (tenant, gathering, person)
);
create index on seats (tenant, person);
call tandem.protect('seats');

-- Who takes part in which programme, as intake told; whoever has an engagement does without being told.
create table participants (
    tenant    text not null,
    programme uuid not null,
    person    uuid not null,
    primary key (tenant, programme, person)
);
create index on participants (tenant, person);
call tandem.protect('participants');

-- What a programme recommends. Opening is counted, and nobody knows whose.
create table content_items (
    tenant    text    not null,
    id        uuid    not null,
    programme uuid    not null,
    title     text    not null,
    link      text    not null,
    topic     text    not null,
    level     text    not null check (level in ('STARTING', 'PRACTISED', 'SENIOR')),
    opened    bigint  not null default 0,
    withdrawn boolean not null default false,
    primary key (tenant, id)
);
create index on content_items (tenant, programme, id) where not withdrawn;
call tandem.protect('content_items');
