-- Calendar integrations that prove who they are by a signature instead of a token. Names are what operations call them.
create table webhook_sources (
    tenant  text        not null,
    id      uuid        not null,
    name    text        not null,
    made_at timestamptz not null,
    primary key (tenant, id)
);
call tandem.protect('webhook_sources');

-- The keys of a source: the one that signs, and for a while the one before it. Sealed for the tenant, the source and the key.
create table webhook_keys (
    tenant     text        not null,
    source     uuid        not null,
    id         uuid        not null,
    sealed     bytea       not null,
    made_at    timestamptz not null,
    expires_at timestamptz,
    primary key (tenant, source, id),
    foreign key (tenant, source) references webhook_sources (tenant, id) on delete cascade
);
call tandem.protect('webhook_keys');

-- Which messages of a source were taken, so that one sent again is known. The id is a keyed hash: senders write into it what they like.
create table webhook_messages (
    tenant   text        not null,
    source   uuid        not null,
    message  bytea       not null,
    taken_at timestamptz not null,
    primary key (tenant, source, message),
    foreign key (tenant, source) references webhook_sources (tenant, id) on delete cascade
);
create index on webhook_messages using brin (taken_at);
call tandem.protect('webhook_messages');
