-- What sides, offices and the keeper escalate, by code: routed by type, taken by a human, resolved with an outcome.
create table escalations (
    tenant      text        not null,
    id          uuid        not null,
    version     integer     not null,
    engagement  uuid        not null,
    programme   uuid        not null,
    type        text        not null check (type in ('OPERATIONAL', 'ETHICAL', 'PERFORMANCE', 'STRATEGIC')),
    reason      text        not null,
    raised_by   text        not null check (raised_by in ('LEADER', 'PROVIDER', 'OFFICE', 'KEEPER')),
    raised_at   timestamptz not null,
    due_on      date        not null,
    -- the silence it is about, where the keeper raised it
    quiet_since timestamptz,
    -- the named human it waits for, if there is one
    assigned_to uuid,
    state       text        not null check (state in ('OPEN', 'TAKEN', 'RESOLVED')),
    taken_by    uuid,
    outcome     text,
    resolved_at timestamptz,
    primary key (tenant, id),
    unique (tenant, engagement, quiet_since),
    check ((raised_by = 'KEEPER') = (quiet_since is not null)),
    check ((state = 'RESOLVED') = (outcome is not null)),
    check ((state = 'RESOLVED') = (resolved_at is not null))
);
create index on escalations (tenant, engagement);
create index on escalations (tenant, type, id) where state <> 'RESOLVED';
call tandem.protect('escalations');
