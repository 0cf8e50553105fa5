-- Calendar meetings that are followed. The id is a hash of the UID, because some programs write an address into it.
-- revisions: what the calendar last said of the whole and of single occurrences, times only.
create table meetings (
    tenant     text    not null,
    id         text    not null,
    version    integer not null,
    engagement uuid    not null,
    named      boolean not null,
    revisions  jsonb   not null,
    primary key (tenant, id)
);
create index on meetings (tenant, engagement);
call tandem.protect('meetings');

-- Input that was accepted while nobody could say who has an address: encrypted, each with a key of its own, until intake answers.
create table parked_inputs (
    tenant    text        not null,
    id        uuid        not null,
    kind      text        not null check (kind in ('TEXT', 'UPSERTED', 'ATTENDANCE')),
    content   bytea       not null,
    parked_at timestamptz not null,
    attempts  integer     not null default 0,
    primary key (tenant, id)
);
create index on parked_inputs (tenant, attempts, id);
call tandem.protect('parked_inputs');
