-- What HR says reaches one place in three ways: CloudEvents, SCIM and CSV.

-- SCIM names a person by an id of its own: the pseudonym stays unknown to systems that know the name.
alter table person
    add column scim_id    uuid        not null default gen_random_uuid(),
    add column updated_at timestamptz not null default '-infinity',
    add constraint person_scim unique (tenant, scim_id);

-- Leaves of absence, and the date as of which an exit was stated: a statement dated later is a return.
alter table employment
    add column on_leave   boolean not null default false,
    add column left_as_of date;

-- History is asked by person, by manager and by date.
alter table employment_history
    add column on_leave   boolean,
    add column left_as_of date,
    add column way        text not null default 'CLOUDEVENTS' check (way in ('CLOUDEVENTS', 'SCIM', 'CSV'));
create index employment_history_manager on employment_history (tenant, manager_index, effective_on);
create index employment_manager on employment (tenant, manager_index);
