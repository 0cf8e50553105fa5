-- Runs of the match engine, the proposals they made, and who approved them.
create table runs (
    tenant         text        not null,
    id             uuid        not null,
    programme      uuid        not null,
    track          text,
    top            integer     not null check (top between 1 and 10),
    state          text        not null check (state in ('RUNNING', 'DONE')),
    requested_by   text        not null,
    requested_at   timestamptz not null,
    finished_at    timestamptz,
    policy_version integer     not null,
    model          text        not null,
    primary key (tenant, id)
);
create index on runs (tenant, id) where state = 'RUNNING';
call tandem.protect('runs');

create table run_leaders (
    tenant text    not null,
    run    uuid    not null,
    leader uuid    not null,
    done   boolean not null default false,
    primary key (tenant, run, leader)
);
create index on run_leaders (tenant, leader);
call tandem.protect('run_leaders');

create table run_outcomes (
    tenant    text    not null,
    run       uuid    not null,
    leader    uuid    not null,
    track     text    not null,
    outcome   text    not null,
    proposals integer not null,
    detail    jsonb   not null,
    primary key (tenant, run, leader, track)
);
call tandem.protect('run_outcomes');

create table matches (
    tenant           text         not null,
    id               uuid         not null,
    programme        uuid         not null,
    run              uuid         not null,
    leader           uuid         not null,
    provider         uuid         not null,
    track            text         not null,
    rank             integer      not null,
    score            numeric(5,2) not null check (score between 0 and 100),
    coverage         numeric(3,2) not null check (coverage between 0 and 1),
    weight_profile   text         not null,
    risk_class       text         not null,
    policy_version   integer      not null,
    explanation      jsonb        not null,
    provider_version integer      not null,
    profile_revision bigint       not null,
    state            text         not null,
    -- takes one of the provider's places: from approval to the end of the engagement
    seat             boolean      not null,
    reason           text,
    overridden_by    uuid,
    instead_of       uuid,
    proposed_at      timestamptz  not null,
    decided_at       timestamptz,
    version          integer      not null,
    primary key (tenant, id)
);
-- A leader has one provider per track at a time; the database would say so even if the service did not.
create unique index matches_one_seat on matches (tenant, leader, track) where seat;
create index on matches (tenant, provider) where seat;
create index on matches (tenant, leader, track);
create index on matches (tenant, provider);
create index on matches (tenant, run);
create index on matches (tenant, programme, state);
call tandem.protect('matches');

create table match_approvals (
    tenant      text        not null default tandem.tenant(),
    match       uuid        not null,
    approver    uuid        not null,
    office      text        not null,
    approved_at timestamptz not null,
    primary key (tenant, match, approver)
);
call tandem.protect('match_approvals');
