-- The working agreement of an approved match, its signatures, and the engagement that starts with the second one.
create table agreements (
    tenant         text    not null,
    match          uuid    not null,
    policy_version integer not null,
    clauses        jsonb   not null,
    content_hash   text    not null,
    primary key (tenant, match)
);
call tandem.protect('agreements');

create table agreement_signatures (
    tenant    text        not null,
    match     uuid        not null,
    party     text        not null check (party in ('LEADER', 'PROVIDER')),
    signed_at timestamptz not null,
    primary key (tenant, match, party)
);
call tandem.protect('agreement_signatures');

create table engagements (
    tenant          text        not null,
    id              uuid        not null,
    programme       uuid        not null,
    leader          uuid        not null,
    provider        uuid        not null,
    provider_type   text        not null,
    track           text        not null,
    kind            text        not null,
    cadence_days    integer     not null,
    session_minutes integer     not null,
    starts_on       date        not null,
    planned_end_on  date        not null,
    last_signed_at  timestamptz not null,
    ended_on        date,
    end_reason      text,
    flag            text,
    flagged_at      timestamptz,
    version         integer     not null,
    primary key (tenant, id),
    check ((ended_on is null) = (end_reason is null))
);
create index on engagements (tenant, leader);
create index on engagements (tenant, provider);
create index on engagements (tenant, programme);
create index on engagements (planned_end_on, tenant) where ended_on is null;
call tandem.protect('engagements');

-- Sponsor actions a third party confirmed (R50, R94) and how engagements closed: the human-entered signals of the engine.
create table confirmed_actions (
    tenant       text not null,
    id           uuid not null,
    engagement   uuid not null,
    provider     uuid not null,
    kind         text not null,
    confirmed_on date not null,
    primary key (tenant, id)
);
create index on confirmed_actions (tenant, provider, confirmed_on);
call tandem.protect('confirmed_actions');

create table closing_reviews (
    tenant     text    not null,
    engagement uuid    not null,
    party      text    not null,
    rating     integer,
    goals_met  integer not null,
    goals      integer not null,
    primary key (tenant, engagement, party)
);
call tandem.protect('closing_reviews');
