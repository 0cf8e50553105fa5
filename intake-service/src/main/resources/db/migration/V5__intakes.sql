-- What a leader answered. A later intake of the same person and programme replaces an earlier one, which stays on record.
create table intake (
    tenant          text        not null,
    id              uuid        not null,
    programme       uuid        not null,
    person          uuid        not null,
    form_version    integer     not null,
    trigger         text        not null,
    preferences     text[]      not null,
    time_zone       text        not null,
    availability    jsonb       not null,
    confidentiality_need_high boolean not null,
    skill_codes     text[]      not null,
    behaviour_codes text[]      not null,
    embedding_model text,
    embedding       real[],
    submitted_at    timestamptz not null,
    primary key (tenant, id),
    check ((embedding_model is null) = (embedding is null))
);
create index intake_person on intake (tenant, person, id desc);
create index intake_programme on intake (tenant, programme);
call tandem.protect('intake');

-- Goals: codes in the clear, own words as ciphertext under the person's key.
create table goal (
    tenant  text    not null,
    intake  uuid    not null,
    ordinal integer not null,
    person  uuid    not null,
    codes   text[]  not null,
    words   bytea,
    primary key (tenant, intake, ordinal)
);
create index goal_person on goal (tenant, person);
call tandem.protect('goal');

-- Coach, mentor or both, with all that is needed to explain it later: facts, rules, reasons, versions.
create table decision (
    tenant           text        not null,
    id               uuid        not null,
    intake           uuid        not null,
    programme        uuid        not null,
    person           uuid        not null,
    pathway          text        not null,
    tracks           jsonb       not null,
    rules            text[]      not null,
    need             jsonb       not null,
    reasons          jsonb       not null,
    changes          jsonb       not null,
    rule_set_version text        not null,
    policy_version   integer     not null,
    mentor_review_on date,
    decided_at       timestamptz not null,
    primary key (tenant, id)
);
create index decision_programme on decision (tenant, programme, id);
create index decision_person on decision (tenant, person, id);
call tandem.protect('decision');
