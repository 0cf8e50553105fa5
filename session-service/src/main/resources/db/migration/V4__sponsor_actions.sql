-- The sponsor ledger: what a mentor committed to, did, and a third party confirmed. Of the confirmation only a hash is kept.
create table sponsor_actions (
    tenant                  text        not null,
    id                      uuid        not null,
    version                 integer     not null,
    engagement              uuid        not null,
    provider                uuid        not null,
    kind                    text        not null
                            check (kind in ('INTRODUCTION', 'SPONSORSHIP', 'CAREER_PLANNING', 'REFERRAL')),
    state                   text        not null check (state in ('COMMITTED', 'TAKEN', 'CONFIRMED')),
    due_on                  date        not null,
    taken_on                date,
    confirmed_on            date,
    confirmation_sha256     bytea,
    confirmation_expires_at timestamptz,
    primary key (tenant, id)
);
create unique index on sponsor_actions (tenant, confirmation_sha256) where confirmation_sha256 is not null;
create index on sponsor_actions (tenant, engagement, id);
create index on sponsor_actions (tenant, provider);
call tandem.protect('sponsor_actions');
