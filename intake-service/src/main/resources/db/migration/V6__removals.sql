-- A withdrawal or an erasure on its way through the services. The id is random: whoever holds it may read the certificate,
-- which names nobody once it is complete.
create table removal (
    tenant       text        not null,
    id           uuid        not null,
    person       uuid        not null,
    scope        text        not null check (scope in ('PURPOSE', 'PERSON')),
    purpose      text,
    awaits       text[]      not null,
    requested_by text        not null,
    requested_at timestamptz not null,
    completed_at timestamptz,
    started      timestamptz not null,
    finished     timestamptz,
    version      bigint      not null,
    primary key (tenant, id),
    check ((scope = 'PURPOSE') = (purpose is not null))
);
create index removal_open on removal (tenant, requested_at) where completed_at is null;
call tandem.protect('removal');

-- What each service said it removed.
create table removal_report (
    tenant      text        not null,
    removal     uuid        not null,
    service     text        not null,
    counts      jsonb       not null,
    reported_at timestamptz not null,
    primary key (tenant, removal, service)
);
call tandem.protect('removal_report');
