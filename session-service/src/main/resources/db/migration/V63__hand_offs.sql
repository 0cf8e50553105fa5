-- What a coach hands to the mentor who follows (R67): drafted, confirmed by the leader, received. content: canonical JSON, codes and
-- counts only; content_sha256 is of what was received and stays when an item is struck later. The id is that of the coaching.
create table hand_offs (
    tenant         text        not null,
    engagement     uuid        not null,
    version        integer     not null,
    state          text        not null check (state in ('DRAFTED', 'CONFIRMED', 'RECEIVED')),
    topics         text        not null,
    continue_with  text        not null,
    sponsor_asks   text        not null,
    details        text        not null,
    received_in    uuid,
    content        text,
    content_sha256 text,
    relied_on      text,
    struck         text        not null default '',
    drafted_at     timestamptz not null,
    confirmed_at   timestamptz,
    received_at    timestamptz,
    primary key (tenant, engagement),
    check ((state = 'DRAFTED') = (confirmed_at is null)),
    check ((state = 'DRAFTED') = (content is null)),
    check ((state = 'RECEIVED') = (received_in is not null and received_at is not null and content_sha256 is not null))
);
create unique index on hand_offs (tenant, received_in) where received_in is not null;
call tandem.protect('hand_offs');
