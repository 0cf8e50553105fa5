-- Facts: what the ledger says, one row per thing and period of knowledge. A row holds from known_from until known_to, so one
-- view answers both "now" and "as known then" (docs/decisions/0061). Facts of single events (outcomes, KPIs) never change and
-- carry the one instant known_at.
create table programmes (
    tenant                   text        not null,
    programme                uuid        not null,
    opened_sequence          bigint      not null,
    objective                text,
    starts_on                date,
    ends_on                  date,
    high_touch               boolean     not null,
    policy_version           integer     not null,
    coaching_cadence_days    integer,
    mentoring_cadence_days   integer,
    booking_sla_days         integer,
    late_cancellation_hours  integer,
    minimum_evidence         text,
    suppression_k            integer,
    known_from               timestamptz not null,
    known_to                 timestamptz not null default 'infinity',
    primary key (tenant, programme, known_to)
);

create table participants (
    tenant           text        not null,
    programme        uuid        not null,
    person           uuid        not null,
    enrolled_at      timestamptz,
    intake_at        timestamptz,
    decided_sequence bigint      not null,
    decision         uuid,
    pathway          text,
    policy_version   integer     not null,
    known_from       timestamptz not null,
    known_to         timestamptz not null default 'infinity',
    primary key (tenant, programme, person, known_to)
);

create table decisions (
    tenant           text        not null,
    decision         uuid        not null,
    programme        uuid        not null,
    person           uuid        not null,
    pathway          text        not null,
    rule_set_version text        not null,
    policy_version   integer     not null,
    decided_at       timestamptz not null,
    known_from       timestamptz not null,
    known_to         timestamptz not null default 'infinity',
    primary key (tenant, decision, known_to)
);

create table employments (
    tenant         text        not null,
    person         uuid        not null,
    ended_sequence bigint      not null,
    ended_on       date        not null,
    known_from     timestamptz not null,
    known_to       timestamptz not null default 'infinity',
    primary key (tenant, person, known_to)
);

create table consents (
    tenant          text        not null,
    person          uuid        not null,
    purpose         text        not null,
    consent_version bigint      not null,
    granted         boolean     not null,
    known_from      timestamptz not null,
    known_to        timestamptz not null default 'infinity',
    primary key (tenant, person, purpose, known_to)
);

create table providers (
    tenant         text        not null,
    provider       uuid        not null,
    state_sequence bigint      not null,
    state          text        not null,
    type_sequence  bigint      not null,
    provider_type  text,
    capacity       integer     not null,
    known_from     timestamptz not null,
    known_to       timestamptz not null default 'infinity',
    primary key (tenant, provider, known_to)
);

create table matches (
    tenant             text        not null,
    match              uuid        not null,
    programme          uuid        not null,
    leader             uuid,
    provider           uuid,
    track              text,
    rank               integer     not null,
    score              numeric,
    coverage           numeric,
    risk_class         text,
    policy_version     integer     not null,
    state_sequence     bigint      not null,
    state              text,
    proposed_at        timestamptz,
    approved_at        timestamptz,
    overridden         boolean     not null,
    leader_signed_at   timestamptz,
    provider_signed_at timestamptz,
    agreement_complete boolean     not null,
    known_from         timestamptz not null,
    known_to           timestamptz not null default 'infinity',
    primary key (tenant, match, known_to)
);
create index matches_leader on matches (tenant, leader);
create index matches_provider on matches (tenant, provider);

create table engagements (
    tenant           text        not null,
    engagement       uuid        not null,
    programme        uuid        not null,
    leader           uuid        not null,
    provider         uuid        not null,
    started_sequence bigint      not null,
    provider_type    text,
    track            text,
    kind             text,
    cadence_days     integer     not null,
    session_minutes  integer     not null,
    starts_on        date,
    planned_end_on   date,
    last_signed_at   timestamptz,
    ended_sequence   bigint      not null,
    end_reason       text,
    ended_on         date,
    known_from       timestamptz not null,
    known_to         timestamptz not null default 'infinity',
    primary key (tenant, engagement, known_to)
);
create index engagements_leader on engagements (tenant, leader);
create index engagements_provider on engagements (tenant, provider);

create table sessions (
    tenant            text        not null,
    session           uuid        not null,
    engagement        uuid        not null,
    schedule_sequence bigint      not null,
    starts_at         timestamptz,
    ends_at           timestamptz,
    state_sequence    bigint      not null,
    state             text,
    evidence          text,
    known_from        timestamptz not null,
    known_to          timestamptz not null default 'infinity',
    primary key (tenant, session, known_to)
);
create index sessions_engagement on sessions (tenant, engagement);

create table attendances (
    tenant     text        not null,
    session    uuid        not null,
    party      text        not null,
    engagement uuid        not null,
    evidence   text        not null,
    sequence   bigint      not null,
    attended   boolean     not null,
    known_from timestamptz not null,
    known_to   timestamptz not null default 'infinity',
    primary key (tenant, session, party, known_to)
);
create index attendances_engagement on attendances (tenant, engagement);

create table sponsor_actions (
    tenant       text        not null,
    action       uuid        not null,
    engagement   uuid        not null,
    kind         text        not null,
    due_on       date,
    taken_on     date,
    confirmed_on date,
    known_from   timestamptz not null,
    known_to     timestamptz not null default 'infinity',
    primary key (tenant, action, known_to)
);
create index sponsor_actions_engagement on sponsor_actions (tenant, engagement);

create table removals (
    tenant       text        not null,
    removal      uuid        not null,
    person       uuid        not null,
    purpose      text,
    requested_at timestamptz not null,
    known_from   timestamptz not null,
    known_to     timestamptz not null default 'infinity',
    primary key (tenant, removal, known_to)
);

create table removal_reports (
    tenant      text        not null,
    removal     uuid        not null,
    service     text        not null,
    reported_at timestamptz not null,
    items       integer     not null,
    known_from  timestamptz not null,
    known_to    timestamptz not null default 'infinity',
    primary key (tenant, removal, service, known_to)
);

create table outcomes (
    tenant      text        not null,
    id          uuid        not null,
    person      uuid        not null,
    kind        text        not null,
    value       numeric     not null,
    observed_on date        not null,
    known_at    timestamptz not null,
    primary key (tenant, id)
);
create index outcomes_person on outcomes (tenant, person);

-- The busiest fact: one index and no more. Rows of one person are found through ledger_subject.
create table kpis (
    tenant      text        not null,
    id          uuid        not null,
    programme   uuid        not null,
    person      uuid,
    kpi         text        not null,
    value       numeric     not null,
    observed_on date        not null,
    known_at    timestamptz not null,
    primary key (tenant, id)
);

-- What became of the sessions of an engagement, week by week (weeks begin on Monday, UTC).
create table session_weeks (
    tenant     text   not null,
    engagement uuid   not null,
    week       date   not null,
    scheduled  bigint not null,
    held       bigint not null,
    missed     bigint not null,
    cancelled  bigint not null,
    cancelled_late bigint not null,
    primary key (tenant, engagement, week)
);

do $$
declare
    fact text;
begin
    foreach fact in array array[
        'programmes', 'participants', 'decisions', 'employments', 'consents', 'providers', 'matches', 'engagements', 'sessions',
        'attendances', 'sponsor_actions', 'removals', 'removal_reports', 'outcomes', 'kpis', 'session_weeks'
    ] loop
        call tandem.protect(fact::regclass);
    end loop;
end
$$;
