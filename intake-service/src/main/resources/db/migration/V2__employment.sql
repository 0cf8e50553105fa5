-- What HR last said about an employee. The manager is kept as a keyed hash of the employee number, so a report may arrive
-- before the manager does.
create table employment (
    tenant           text        not null,
    person           uuid        not null,
    manager_index    bytea,
    department       text        not null,
    job_role         text        not null,
    job_level        integer     not null,
    hired_on         date        not null,
    in_role_since    date,
    last_promoted_on date,
    role_risks       text[]      not null,
    effective_on     date        not null,
    left_on          date,
    updated_at       timestamptz not null,
    primary key (tenant, person)
);
call tandem.protect('employment');

-- Every statement of HR that said something new, in the order it arrived, late ones too.
create table employment_history (
    tenant           text        not null,
    id               uuid        not null,
    person           uuid        not null,
    manager_index    bytea,
    department       text,
    job_role         text,
    job_level        integer,
    hired_on         date,
    in_role_since    date,
    last_promoted_on date,
    role_risks       text[],
    effective_on     date        not null,
    left_on          date,
    recorded_at      timestamptz not null,
    primary key (tenant, id)
);
create index employment_history_person on employment_history (tenant, person, id);
call tandem.protect('employment_history');
