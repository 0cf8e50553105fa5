-- Accounts created by invitation, so that they can be taken away again when the person is erased.
create table account (
    tenant     text        not null,
    person     uuid        not null,
    account    text        not null,
    roles      text[]      not null,
    invited_at timestamptz not null,
    invited_by text        not null,
    removal    uuid,
    primary key (tenant, person)
);
create index account_removal on account (tenant) where removal is not null;
call tandem.protect('account');
