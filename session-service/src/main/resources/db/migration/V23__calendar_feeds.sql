-- Whose calendar an address shows; of the address only a hash.
create table calendar_feeds (
    tenant       text        not null,
    person       uuid        not null,
    token_sha256 bytea       not null,
    made_at      timestamptz not null,
    primary key (tenant, person)
);
create unique index on calendar_feeds (tenant, token_sha256);
call tandem.protect('calendar_feeds');
