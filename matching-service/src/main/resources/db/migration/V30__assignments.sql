-- Runs that place a whole cohort at once. What they come to is a plan until somebody publishes it, and stays one if it is a preview.
alter table runs drop constraint runs_state_check;
alter table runs add constraint runs_state_check check (state in ('RUNNING', 'PLANNED', 'DONE'));
alter table runs add column objective text check (objective in ('BEST_TOTAL', 'MOST_SERVED'));
alter table runs add column preview boolean not null default false;
alter table runs add column planned_at timestamptz;
alter table runs add column published_by text;

-- Pairs a human fixed before the engine began, with the reason.
create table run_locks (
    tenant   text not null,
    run      uuid not null,
    leader   uuid not null,
    provider uuid not null,
    reason   text not null,
    primary key (tenant, run, leader)
);
create index on run_locks (tenant, leader);
create index on run_locks (tenant, provider);
call tandem.protect('run_locks');

-- Whom the plan gives to a leader, or why the leader waits.
alter table run_outcomes add column provider uuid;
alter table run_outcomes add column rank integer;
alter table run_outcomes add column score numeric(5,2);
alter table run_outcomes add column coverage numeric(3,2);
alter table run_outcomes add column wishes_met numeric(3,2);
alter table run_outcomes add column waits text check (waits in ('HARD_RULES', 'SEATS', 'TOTAL'));
alter table run_outcomes add column shortage integer;
create index on run_outcomes (tenant, leader);
create index on run_outcomes (tenant, provider) where provider is not null;

-- The proof that a plan cannot be bettered, and where seats are lacking.
create table run_certificates (
    tenant      text  not null,
    run         uuid  not null,
    certificate jsonb not null,
    shortages   jsonb not null,
    primary key (tenant, run)
);
call tandem.protect('run_certificates');
