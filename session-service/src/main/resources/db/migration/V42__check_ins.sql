-- What a programme asks its people; a version is never rewritten, because answers are read with the questions they were given to.
create table check_in_plans (
    tenant       text        not null,
    programme    uuid        not null,
    version      integer     not null check (version > 0),
    plan         jsonb       not null,
    published_at timestamptz not null,
    primary key (tenant, programme, version)
);
call tandem.protect('check_in_plans');

-- When each engagement is asked next; null when nothing more is due under its present end.
create table check_in_clocks (
    tenant         text not null,
    engagement     uuid not null,
    planned_end_on date not null,
    next_on        date,
    primary key (tenant, engagement)
);
create index on check_in_clocks (next_on) where next_on is not null;
call tandem.protect('check_in_clocks');

-- Who is asked about a leader beside the two sides. A seat whose holder left stays, so that a follow-up shows it as missing.
create table panel_seats (
    tenant     text    not null,
    engagement uuid    not null,
    role       text    not null check (role in ('MANAGER', 'RATER')),
    person     uuid    not null,
    approved   boolean not null,
    left_on    date,
    primary key (tenant, engagement, role, person)
);
create index on panel_seats (tenant, person);
call tandem.protect('panel_seats');

create table check_ins (
    tenant       text    not null,
    id           uuid    not null,
    version      integer not null,
    programme    uuid    not null,
    engagement   uuid    not null,
    leader       uuid    not null,
    kind         text    not null check (kind in ('PULSE', 'RAPID_FEEDBACK', 'BASELINE_360', 'FOLLOW_UP_360',
                                                  'MANAGER_ATTESTATION', 'MENTORING_STORY')),
    number       integer not null check (number > 0),
    plan_version integer not null,
    opened_on    date    not null,
    closes_on    date    not null,
    state        text    not null check (state in ('OPEN', 'CLOSED')),
    -- whether the leader lets the provider read the result
    shared       boolean not null,
    primary key (tenant, id),
    unique (tenant, engagement, kind, number)
);
create index on check_ins (tenant, programme, opened_on, id);
create index on check_ins (tenant, leader);
create index on check_ins (closes_on) where state = 'OPEN';
call tandem.protect('check_ins');

-- Whom a check-in asks, and whether an answer came; what was answered stands elsewhere and does not refer to this.
create table check_in_invitees (
    tenant        text    not null,
    id            uuid    not null,
    version       integer not null,
    check_in      uuid    not null,
    person        uuid    not null,
    role          text    not null check (role in ('LEADER', 'PROVIDER', 'MANAGER', 'RATER')),
    state         text    not null check (state in ('ASKED', 'ANSWERED', 'MISSING')),
    link          uuid,
    prompts       integer not null,
    -- when the next prompt was due, and when room for it is looked for again
    prompt_due_at timestamptz,
    prompt_at     timestamptz,
    primary key (tenant, id),
    unique (tenant, check_in, person, role)
);
create index on check_in_invitees (tenant, person);
create index on check_in_invitees (prompt_at) where prompt_at is not null;
call tandem.protect('check_in_invitees');

-- Answers while the check-in is open, with the role and without the person; ciphertext under the key of the leader they are about.
create table check_in_answers (
    tenant   text  not null,
    id       uuid  not null,
    check_in uuid  not null,
    role     text  not null check (role in ('LEADER', 'PROVIDER', 'MANAGER', 'RATER')),
    answers  bytea not null,
    primary key (tenant, id)
);
create index on check_in_answers (tenant, check_in);
call tandem.protect('check_in_answers');

-- What a closed check-in says, in the place of its answers.
create table check_in_results (
    tenant   text  not null,
    check_in uuid  not null,
    result   bytea not null,
    primary key (tenant, check_in)
);
call tandem.protect('check_in_results');
