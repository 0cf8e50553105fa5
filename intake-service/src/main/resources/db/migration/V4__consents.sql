-- What holds now for a person and a purpose. Whoever uses a purpose in a transaction reads this row FOR SHARE, so a
-- withdrawal waits for the use and every later use sees the withdrawal.
create table consent (
    tenant       text        not null,
    id           uuid        not null,
    person       uuid        not null,
    purpose      text        not null,
    granted      boolean     not null,
    consent_version bigint   not null,
    basis        text        not null,
    text_version text        not null,
    language     text        not null,
    decided_at   timestamptz not null,
    assumed      boolean     not null, -- vouched for at enrolment: gives way to whatever the person states
    primary key (tenant, id),
    unique (tenant, person, purpose)
);
call tandem.protect('consent');

-- Every statement as it came, also those that changed nothing because a later one already held. Rows are only added.
create table consent_entry (
    tenant          text        not null,
    id              uuid        not null,
    person          uuid        not null,
    purpose         text        not null,
    granted         boolean     not null,
    consent_version bigint      not null,
    applied         boolean     not null,
    basis           text        not null,
    text_version    text        not null,
    language        text        not null,
    stated_at       timestamptz not null,
    stated_by       text        not null,
    recorded_at     timestamptz not null,
    primary key (tenant, id)
);
create index consent_entry_person on consent_entry (tenant, person, purpose, id);
call tandem.protect('consent_entry');
