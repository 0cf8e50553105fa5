-- The forms a programme published for itself, from version 2 on: version 1 is the shipped one. Rows are only ever added.
create table form (
    tenant       text        not null,
    programme    uuid        not null,
    form_version integer     not null check (form_version > 1),
    content      text        not null, -- as posted: the order of the questions is part of a form
    content_hash text        not null,
    published_at timestamptz not null,
    published_by text        not null,
    primary key (tenant, programme, form_version)
);
call tandem.protect('form');

-- What a leader has filled in so far, as ciphertext under the leader's key.
create table intake_draft (
    tenant       text        not null,
    programme    uuid        not null,
    person       uuid        not null,
    form_version integer     not null,
    answers      bytea       not null,
    revision     bigint      not null,
    saved_at     timestamptz not null,
    primary key (tenant, person, programme)
);
create index intake_draft_programme on intake_draft (tenant, programme);
call tandem.protect('intake_draft');

-- Intakes by form: all answers as ciphertext, risks the leader named, and codes that may be corrected.
alter table intake
    alter column time_zone drop not null,
    add column role_risks text[] not null default '{}',
    add column answers    bytea,
    add column revision   bigint not null default 1;
alter table intake alter column role_risks drop default, alter column revision drop default;
alter table goal add column outcome bytea;
