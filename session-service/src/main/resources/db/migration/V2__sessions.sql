-- Meetings of engagements, with what is known about who was there.
create table sessions (
    tenant            text        not null,
    id                uuid        not null,
    version           integer     not null,
    engagement        uuid        not null,
    origin            text        not null check (origin in ('INVITATION', 'CALENDAR', 'CLOUD_EVENT', 'MANUAL')),
    state             text        not null check (state in ('SUGGESTED', 'SCHEDULED', 'HELD', 'MISSED', 'CANCELLED')),
    cancelled_by      text        check (cancelled_by in ('CALENDAR', 'HAND', 'ENGAGEMENT')),
    starts_at         timestamptz not null,
    ends_at           timestamptz not null,
    -- the calendar meeting it follows, and which occurrence of it; null for what is kept by hand
    meeting           text,
    original_start    timestamptz,
    leader_accepted   boolean     not null default false,
    provider_accepted boolean     not null default false,
    -- what each side logged: whether it was there, and what it says of the other
    leader_logged     boolean,
    leader_on_other   boolean,
    provider_logged   boolean,
    provider_on_other boolean,
    leader_seen       boolean,
    provider_seen     boolean,
    -- whether it was told to the others; a suggestion is not
    told              boolean     not null default false,
    -- the evidence a verdict was told with
    evidence          text,
    -- when the job looks for a verdict; null when there is nothing left to wait for
    settle_at         timestamptz,
    primary key (tenant, id),
    check (ends_at > starts_at),
    check ((meeting is null) = (original_start is null)),
    check ((state = 'CANCELLED') = (cancelled_by is not null))
);
create unique index on sessions (tenant, meeting, original_start) where meeting is not null;
create index on sessions (tenant, engagement, starts_at, id);
create index on sessions (settle_at) where settle_at is not null;
call tandem.protect('sessions');
