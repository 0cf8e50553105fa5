-- What session-service knows of engagements, programme terms and consent: told by the others, kept to decide alone.
create table engagements (
    tenant          text        not null,
    id              uuid        not null,
    version         integer     not null,
    programme       uuid        not null,
    leader          uuid        not null,
    provider        uuid        not null,
    provider_type   text        not null check (provider_type in ('INTERNAL', 'EXTERNAL')),
    track           text        not null check (track in ('COACHING', 'MENTORING')),
    cadence_days    integer     not null check (cadence_days > 0),
    session_minutes integer     not null check (session_minutes > 0),
    starts_on       date        not null,
    planned_end_on  date        not null,
    ended_on        date,
    -- silence is counted from here: the last session held, or the start
    silent_since    timestamptz not null,
    -- when that silence is worth telling; null once it was told, until the next session
    quiet_due_at    timestamptz,
    reviews_reached integer     not null default 0,
    review_due_on   date,
    primary key (tenant, id)
);
create index on engagements (tenant, leader);
create index on engagements (tenant, provider);
create index on engagements (quiet_due_at) where ended_on is null;
create index on engagements (review_due_on) where ended_on is null;
call tandem.protect('engagements');

-- The terms of a programme that decide about sessions.
create table programme_terms (
    tenant                  text    not null,
    programme               uuid    not null,
    policy_version          integer not null,
    late_cancellation_hours integer not null check (late_cancellation_hours >= 0),
    minimum_evidence        text    not null,
    primary key (tenant, programme)
);
call tandem.protect('programme_terms');

-- Whose calendar may be read. The version stays after a withdrawal, so that an older permission cannot come back.
create table calendar_permissions (
    tenant          text    not null,
    person          uuid    not null,
    consent_version bigint  not null,
    allowed         boolean not null,
    time_zone       text,
    primary key (tenant, person)
);
call tandem.protect('calendar_permissions');

-- Under which stand-in an erased person is counted, also for what is told about them late.
create table erased_people (
    tenant    text not null,
    person    uuid not null,
    erased_as uuid not null,
    primary key (tenant, person)
);
call tandem.protect('erased_people');
