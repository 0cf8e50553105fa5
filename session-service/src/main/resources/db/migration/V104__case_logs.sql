-- Case logs: what became of a behaviour, in codes, as one side saw it; kept under IMPACT of the leader alone. No words.
create table case_entries (
    tenant      text        not null,
    id          uuid        not null,
    engagement  uuid        not null,
    party       text        not null check (party in ('LEADER', 'PROVIDER')),
    behaviour   text        not null,
    vocabulary  text        not null,
    change      text        not null check (change in ('SETBACK', 'NONE', 'TRIED', 'REPEATED', 'HABIT')),
    basis       text        not null check (basis in ('OBSERVED', 'TOLD_BY_LEADER', 'TOLD_BY_TEAM', 'WORK_RESULT')),
    observed_on date        not null,
    logged_at   timestamptz not null,
    primary key (tenant, id)
);
create index on case_entries (tenant, engagement, observed_on);
call tandem.protect('case_entries');
