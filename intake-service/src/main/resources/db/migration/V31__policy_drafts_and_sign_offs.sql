-- The policy that is being written; published, it becomes the next version and the draft is gone.
create table policy_draft (
    tenant     text        not null,
    programme  uuid        not null,
    content    jsonb       not null,
    based_on   integer     not null,
    revision   bigint      not null,
    written_at timestamptz not null,
    written_by text        not null,
    primary key (tenant, programme)
);
call tandem.protect('policy_draft');

-- The legal sign-off of week 1: who, when, and which document, by its hash. Rows are only added.
create table sign_off (
    tenant         text        not null,
    id             uuid        not null,
    programme      uuid        not null,
    document_hash  text        not null,
    policy_version integer     not null,
    signed_at      timestamptz not null,
    signed_by      uuid        not null,
    primary key (tenant, id)
);
create index sign_off_programme on sign_off (tenant, programme, id);
call tandem.protect('sign_off');

-- Whom programmes took in before there was a sign-off stays in; whom they take in from now on waits for it.
alter table programme
    add column signed_off_at timestamptz,
    add column stopped_at timestamptz,
    add column resumed_at timestamptz;
