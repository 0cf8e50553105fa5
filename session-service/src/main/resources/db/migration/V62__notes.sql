-- Session notes: ciphertext under the key of the author, bound to the note. Who else may read one stands in consents, note by note.
create table notes (
    tenant     text        not null,
    id         uuid        not null,
    engagement uuid        not null,
    session    uuid        not null,
    author     uuid        not null,
    party      text        not null check (party in ('LEADER', 'PROVIDER')),
    content    bytea       not null,
    written_at timestamptz not null,
    primary key (tenant, id)
);
create index on notes (tenant, engagement, id);
create index on notes (tenant, author, id);
create index on notes (tenant, session);
call tandem.protect('notes');
