-- Calendars people connected. Where one is and what opens it is encrypted with the key of its person, and so is how far it was read.
create table calendar_connections (
    tenant       text        not null,
    id           uuid        not null,
    version      integer     not null,
    person       uuid        not null,
    kind         text        not null check (kind in ('CALDAV', 'SUBSCRIPTION')),
    state        text        not null check (state in ('CONNECTED', 'DISCONNECTED')),
    -- keyed hash of the address: a person connects a calendar once
    place        text        not null,
    host         bytea       not null,
    -- address, user and secret; null once disconnected
    access       bytea,
    position     bytea,
    connected_at timestamptz not null,
    synced_at    timestamptz,
    -- when all of it was last read, not only what changed
    whole_at     timestamptz,
    due_at       timestamptz,
    trouble      text,
    failures     integer     not null default 0,
    refusals     integer     not null default 0,
    -- in machine time, like every lease
    leased_until timestamptz,
    primary key (tenant, id),
    unique (tenant, person, place),
    check ((state = 'DISCONNECTED') = (access is null)),
    check ((state = 'DISCONNECTED') = (due_at is null))
);
create index on calendar_connections (due_at) where due_at is not null;
call tandem.protect('calendar_connections');

-- What of a connected calendar is followed: which entry (a keyed hash of its name), as it was seen last. Of all others nothing is kept.
create table followed_entries (
    tenant     text not null,
    connection uuid not null,
    entry      text not null,
    meeting    text not null,
    -- keyed hash of the ETag; null where it was gone when last seen
    seen       text,
    primary key (tenant, connection, entry),
    foreign key (tenant, connection) references calendar_connections (tenant, id) on delete cascade
);
call tandem.protect('followed_entries');
