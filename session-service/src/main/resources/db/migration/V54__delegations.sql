-- Who may see and book the session times of somebody, until when. Nothing else follows from it.
create table delegations (
    tenant     text        not null,
    id         uuid        not null,
    principal  uuid        not null,
    delegate   uuid        not null,
    since      timestamptz not null,
    expires_on date        not null,
    revoked_at timestamptz,
    primary key (tenant, id),
    check (principal <> delegate)
);
create unique index on delegations (tenant, principal, delegate) where revoked_at is null;
create index on delegations (tenant, delegate);
call tandem.protect('delegations');
