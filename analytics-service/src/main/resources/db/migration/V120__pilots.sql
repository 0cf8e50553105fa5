-- A pilot: a programme held to the 24 weeks of its template. Who writes here are people, so the tables are the service's own role's;
-- what was evaluated or agreed on is only ever added.
create table pilots (
    tenant           text        not null,
    programme        uuid        not null,
    template         text        not null,
    template_version integer     not null,
    starts_on        date        not null,
    revision         bigint      not null,
    plan             text,
    locked_at        timestamptz,
    locked_hash      text,
    weeks_evaluated  integer     not null default 0,
    created_at       timestamptz not null,
    primary key (tenant, programme)
);
comment on column pilots.weeks_evaluated is 'weeks whose end the clock has evaluated; a person may evaluate at any time';
comment on column pilots.locked_hash is 'SHA-256 over template, version and thresholds as agreed on (R131)';

-- Every version of the numbers, so that a gate evaluated for a moment is held to those of that moment.
create table pilot_thresholds (
    tenant     text        not null,
    programme  uuid        not null,
    revision   bigint      not null,
    numbers    text        not null,
    changed_at timestamptz not null,
    primary key (tenant, programme, revision)
);

-- What no metric can know, said by somebody answerable. The latest of a criterion holds.
create table gate_sign_offs (
    tenant        text        not null,
    id            uuid        not null,
    programme     uuid        not null,
    week          integer     not null,
    criterion     text        not null,
    holds         boolean     not null,
    amount        integer,
    document_hash text,
    role          text        not null,
    signed_by     uuid        not null,
    signed_at     timestamptz not null,
    primary key (tenant, id)
);
create index gate_sign_offs_programme on gate_sign_offs (tenant, programme, week);

-- What is done about a criterion that is not met: who answers for it and until when (R130).
create table gate_mitigations (
    tenant    text        not null,
    id        uuid        not null,
    programme uuid        not null,
    week      integer     not null,
    criterion text        not null,
    measure   text        not null,
    owner     uuid        not null,
    due_on    date        not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    primary key (tenant, id)
);
create index gate_mitigations_programme on gate_mitigations (tenant, programme, week);

-- What a gate came to at a moment, as a document and its hash; never changed.
create table gate_evaluations (
    tenant       text        not null,
    programme    uuid        not null,
    week         integer     not null,
    number       integer     not null,
    status       text        not null,
    as_of        timestamptz not null,
    snapshot     text        not null,
    content_hash text        not null,
    evaluated_at timestamptz not null,
    primary key (tenant, programme, week, number)
);

-- The KPIs of a programme (R110), in periods of knowledge as facts have them. A session is linked to a KPI about its leader that is
-- observed within the days the feed is given (R74).
create table kpi_definitions (
    tenant      text        not null,
    programme   uuid        not null,
    kpi         text        not null,
    about       text        not null check (about in ('LEADER', 'PROGRAMME')),
    direction   text        not null check (direction in ('UP', 'DOWN')),
    unit        text        not null,
    owner       uuid        not null,
    feed        text        not null,
    every_days  integer     not null,
    baseline    numeric     not null,
    target      numeric     not null,
    revision    bigint      not null,
    known_from  timestamptz not null,
    known_to    timestamptz not null default 'infinity',
    primary key (tenant, programme, kpi, revision)
);

-- Each intervention has one leading indicator, a metric, and one lagging KPI (R110).
create table interventions (
    tenant     text        not null,
    programme  uuid        not null,
    track      text        not null,
    leading_metric text    not null,
    lagging_kpi text       not null,
    revision   bigint      not null,
    known_from timestamptz not null,
    known_to   timestamptz not null default 'infinity',
    primary key (tenant, programme, track, revision)
);

-- What is looked at on days agreed on: after 60 and 120 days (R134) and at month 3 and 6 (R119).
create table pilot_reviews (
    tenant       text        not null,
    programme    uuid        not null,
    review       text        not null,
    due_on       date        not null,
    snapshot     text        not null,
    content_hash text        not null,
    taken_at     timestamptz not null,
    primary key (tenant, programme, review)
);

do $$
declare
    app  text := regexp_replace(current_user, '_owner$', '_app');
    held text;
begin
    foreach held in array array['pilots', 'pilot_thresholds', 'gate_sign_offs', 'gate_mitigations', 'gate_evaluations',
                                'kpi_definitions', 'interventions', 'pilot_reviews'] loop
        call tandem.protect(held::regclass);
    end loop;
    if app <> current_user and exists (select from pg_roles where rolname = app) then
        foreach held in array array['pilot_thresholds', 'gate_sign_offs', 'gate_evaluations', 'pilot_reviews'] loop
            execute format('revoke update, delete, truncate on %I from %I', held, app);
        end loop;
    end if;
end
$$;
