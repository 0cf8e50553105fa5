-- What an identity provider calls a person, and what it announced of someone HR has not said enough of to be employed yet.
create table scim_user (
    tenant          text        not null,
    person          uuid        not null,
    user_name       bytea       not null,
    user_name_index bytea       not null,
    external_id     bytea,
    external_index  bytea,
    announced       bytea,
    active          boolean     not null,
    deleted         boolean     not null,
    statement       uuid        not null,
    modified_at     timestamptz not null,
    primary key (tenant, person),
    unique (tenant, user_name_index),
    check ((external_id is null) = (external_index is null))
);
create index scim_user_external on scim_user (tenant, external_index);
call tandem.protect('scim_user');
