-- Links for people without an account: each for one form and one thing, found by a hash of its token, answered once.
-- answer_sha256 holds token and answer together, so that it cannot be held against guesses: only a repeated click is recognised.
create table tandem.link (
    tenant        text        not null,
    id            uuid        not null,
    form          text        not null,
    subject       uuid        not null,
    token_sha256  bytea       not null,
    expires_at    timestamptz not null,
    spent_at      timestamptz,
    answer_sha256 text,
    primary key (tenant, id),
    check ((spent_at is null) = (answer_sha256 is null))
);
create unique index on tandem.link (tenant, token_sha256);
create index on tandem.link (tenant, form, subject);
create index on tandem.link (expires_at);
call tandem.protect('tandem.link');
