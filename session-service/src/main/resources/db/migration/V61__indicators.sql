-- Codes a programme adds to the vocabulary that is shipped (tandem/session/indicator/vocabulary.json).
create table vocabulary_terms (
    tenant    text        not null,
    programme uuid        not null,
    kind      text        not null check (kind in ('TOPIC', 'ACTION')),
    code      text        not null check (code ~ '^[A-Z][A-Z0-9_]{2,39}$'),
    added_at  timestamptz not null,
    primary key (tenant, programme, kind, code)
);
call tandem.protect('vocabulary_terms');

-- What a session was about, in codes: every revision, the last one counts. Kept under IMPACT of the leader alone.
create table session_topics (
    tenant     text        not null,
    session    uuid        not null,
    revision   integer     not null,
    engagement uuid        not null,
    party      text        not null check (party in ('LEADER', 'PROVIDER')),
    topics     text[]      not null,
    vocabulary text        not null,
    noted_at   timestamptz not null,
    primary key (tenant, session, revision)
);
create index on session_topics (tenant, engagement);
call tandem.protect('session_topics');

-- How confident the leader felt after a session, 1 to 10: every revision, the last one counts. Kept under IMPACT of the leader alone.
create table confidence_ratings (
    tenant     text        not null,
    session    uuid        not null,
    revision   integer     not null,
    engagement uuid        not null,
    rating     integer     not null check (rating between 1 and 10),
    rated_at   timestamptz not null,
    primary key (tenant, session, revision)
);
create index on confidence_ratings (tenant, engagement);
call tandem.protect('confidence_ratings');

-- Next steps agreed on: a code, a day, whose it is, what became of it. No words.
create table action_items (
    tenant     text    not null,
    id         uuid    not null,
    version    integer not null,
    engagement uuid    not null,
    session    uuid    not null,
    action     text    not null,
    owner      text    not null check (owner in ('LEADER', 'PROVIDER')),
    due_on     date    not null,
    state      text    not null check (state in ('AGREED', 'COMPLETED', 'DROPPED')),
    closed_on  date,
    primary key (tenant, id),
    check ((state = 'AGREED') = (closed_on is null))
);
create index on action_items (tenant, engagement, id);
call tandem.protect('action_items');

-- What was changed about a step, by which side, when: the row holds what it was changed to.
create table action_item_changes (
    tenant     text        not null,
    item       uuid        not null,
    position   integer     not null,
    party      text        not null check (party in ('LEADER', 'PROVIDER')),
    owner      text        not null,
    due_on     date        not null,
    state      text        not null,
    changed_at timestamptz not null,
    primary key (tenant, item, position)
);
call tandem.protect('action_item_changes');
